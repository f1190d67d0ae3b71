import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { StepContext } from '../../../../src/core/sampling/sampler.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { fractionsOf } from '../../support/fractions.js';
import { atStart, except, historyOf } from '../../support/places.js';

const coldest: Filter = { kind: 'temperature', value: 0.01 };

/** The probabilities of these logits after the filters. */
function filtered(filters: readonly Filter[], logits: readonly number[], context: StepContext = atStart()): string {
  const sampler = compileSampler({ kind: 'sample', filters, seed: 1 }, logits.length);
  return fractionsOf(sampler.draw(Float32Array.from(logits), context).distribution!, logits.length);
}

describe('filters on logits that exp cannot represent', () => {
  it.each<[string, Filter[]]>([
    ['alone', []],
    ['with topP', [{ kind: 'topP', p: 0.9 }]],
    ['with typical', [{ kind: 'typicalP', p: 0.9 }]],
    ['with minP', [{ kind: 'minP', p: 0.1 }]],
  ])('handle a low temperature, %s', (_, more) => {
    expect(filtered([coldest, ...more], [60, 60, 59, -60])).toBe('1/2 1/2 0 0');
  });

  it.each<[string, Filter[]]>([
    ['alone', []],
    ['with topP', [{ kind: 'topP', p: 0.9 }]],
    ['with typical', [{ kind: 'typicalP', p: 0.9 }]],
  ])('handle a low temperature after a penalty on the largest of them, %s', (_, more) => {
    // 60 becomes 6, which is 54 below the largest: 5400 at this temperature.
    const penalty: Filter = { kind: 'repetition', penalty: 10, window: 9 };
    expect(filtered([penalty, coldest, ...more], [60, 5, 6, 4], { history: historyOf(0) })).toBe('1/2 0 1/2 0');
  });

  it('handle a low temperature after a reward', () => {
    const reward: Filter = { kind: 'frequency', penalty: -10, window: 9 };
    expect(filtered([reward, coldest], [0, 20, 0, 0], { history: historyOf(2, 2, 0, 0) })).toBe('1/3 1/3 1/3 0');
  });

  it.each<[string, Filter]>([
    ['topP', { kind: 'topP', p: 1 }],
    ['typical', { kind: 'typicalP', p: 1 }],
  ])('keep everything with %s 1, even what adds nothing to the sum', (_, filter) => {
    const sampler = compileSampler({ kind: 'sample', filters: [filter], seed: 1 }, 3);
    expect([...sampler.draw(Float32Array.of(-50, 0, -60), atStart()).distribution!.ids]).toEqual([0, 1, 2]);
  });

  it('handle tokens without any probability', () => {
    expect(filtered([], [0, -Infinity, 0, -1000])).toBe('1/2 0 1/2 0');
    expect(filtered([{ kind: 'repetition', penalty: 2, window: 9 }], [0, -Infinity], { history: historyOf(1) })).toBe(
      '1 0',
    );
  });

  it('handle a forbidden token that is far larger', () => {
    expect(filtered([], [0, 1000, 0, 0], atStart(except(1)))).toBe('1/3 0 1/3 1/3');
  });
});
