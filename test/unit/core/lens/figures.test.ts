import { describe, expect, it } from 'vitest';
import { Figures } from '../../../../src/core/lens/figures.js';

const english = new Figures('en');
const tokens = { one: '{0} token', other: '{0} tokens' };

describe('Figures', () => {
  it('writes probabilities as exactly as is worth reading', () => {
    expect([1, 0.8734, 0.0995, 0.0042, 0.0001].map((p) => english.percent(p))).toEqual([
      ...['100.0%', '87.3%', '10.0%', '0.42%', '0.01%'],
    ]);
  });

  it('writes a floor for what would round to nothing, and 0 only for 0', () => {
    // Once shown as "2e-19 %".
    expect([2e-21, 1.23e-6, 0.00009999].map((p) => english.percent(p))).toEqual(['< 0.01%', '< 0.01%', '< 0.01%']);
    expect(english.percent(0)).toBe('0%');
    expect([2e-21, 0.5].map((p) => `p ${english.relation(p)}`)).toEqual(['p < 0.01%', 'p = 50.0%']);
  });

  it('writes small products and factors by powers of ten', () => {
    expect([1, 0.7132, 0, 0.00000042].map((value) => english.product(value))).toEqual([
      ...['1.000', '0.713', '0.000', '4.2·10⁻⁷'],
    ]);
    expect([1, 0.8734, 0.005, 0.00003, 0].map((value) => english.factor(value))).toEqual([
      ...['1.00', '0.87', '0.01', '3·10⁻⁵', '0.00'],
    ]);
    expect(english.product(1.5e-102)).toBe('1.5·10⁻¹⁰²');
  });

  it('writes one of something in the singular', () => {
    expect([0, 1, 2, 1024].map((count) => english.counted(tokens, count))).toEqual([
      ...['0 tokens', '1 token', '2 tokens', '1,024 tokens'],
    ]);
    expect(new Figures('de').counted({ one: '{0} Stelle', other: '{0} Stellen' }, 1)).toBe('1 Stelle');
    expect(new Figures('zh-cn').counted({ one: '{0} 个位置', other: '{0} 个位置' }, 1)).toBe('1 个位置');
  });

  it('writes numbers as the language does', () => {
    const german = new Figures('de');
    expect([german.percent(0.8734), german.percent(1e-9), german.product(4.2e-7), german.plain(0.95)]).toEqual([
      ...['87,3\u00a0%', '< 0,01\u00a0%', '4,2·10⁻⁷', '0,95'],
    ]);
  });
});
