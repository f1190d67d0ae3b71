import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../../../src/core/sampling/checkStrategy.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import { redrawn, strategiesToCompare, strategyOfNth } from '../../../../src/core/generate/strategies.js';

const sample: Strategy = { kind: 'sample', filters: [{ kind: 'temperature', value: 0.7 }], seed: 2 ** 32 - 2 };

describe('strategyOfNth', () => {
  it('starts with the settings’ strategy, then increments the seed, wrapping around', () => {
    expect(strategyOfNth(sample, 0, 5)).toBe(sample);
    expect([1, 2, 3].map((n) => strategyOfNth(sample, n, 5))).toEqual(
      [2 ** 32 - 1, 0, 1].map((seed) => ({ ...sample, seed })),
    );
  });

  it('samples when the settings find only one text', () => {
    const greedy: Strategy = { kind: 'greedy' };
    expect(strategyOfNth(greedy, 0, 5)).toBe(greedy);
    expect(strategyOfNth(greedy, 2, 5)).toMatchObject({ kind: 'sample', seed: 7 });
  });

  it('is valid for the engine, like the strategies to compare', () => {
    const compared = strategiesToCompare([sample, strategyOfNth({ kind: 'greedy' }, 1, 5)], 4);
    expect(compared.map(({ kind }) => kind)).toEqual(['greedy', 'sample', 'sample', 'beam']);
    expect(compared.map(checkStrategy)).toEqual(compared);
  });

  it('redraws with another seed, and the same one each time', () => {
    expect(redrawn(sample, 0)).toEqual(sample);
    expect(redrawn(sample, 1)).toEqual({ ...sample, seed: 1_000_001 });
    expect(redrawn({ kind: 'greedy' }, 3)).toEqual({ kind: 'greedy' });
  });
});
