import { describe, expect, it } from 'vitest';
import { checkStrategy, type Filter, type Strategy } from '../../../src/core/decode/strategy.js';
import { UserError } from '../../../src/core/errors.js';

const sample = (...filters: readonly Filter[]): Strategy => ({ kind: 'sample', filters, seed: 1 });

/** What the check says, or 'accepted'. */
function verdict(strategy: unknown): string {
  try {
    return checkStrategy(strategy as Strategy) === strategy ? 'accepted' : 'another strategy came back';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('checkStrategy', () => {
  it.each<[Strategy]>([
    [{ kind: 'greedy' }],
    [sample()],
    [{ kind: 'sample', filters: [], seed: -7 }],
    [sample({ kind: 'temperature', value: 0.01 }, { kind: 'topK', k: 1 }, { kind: 'topP', p: 0.001 })],
    [sample({ kind: 'temperature', value: 5 }, { kind: 'topK', k: 1_000_000 }, { kind: 'topP', p: 1 })],
  ])('accepts what is in range: %j', (strategy) => {
    expect(verdict(strategy)).toBe('accepted');
  });

  it.each([
    [{ kind: 'temperature', value: 0 }, 'temperature must be from 0.01 to 5, not 0.'],
    [{ kind: 'temperature', value: -1 }, 'temperature must be from 0.01 to 5, not -1.'],
    [{ kind: 'temperature', value: 5.1 }, 'temperature must be from 0.01 to 5, not 5.1.'],
    [{ kind: 'temperature', value: Number.NaN }, 'temperature must be from 0.01 to 5, not NaN.'],
    [{ kind: 'temperature' }, 'temperature must be from 0.01 to 5, not undefined.'],
    [{ kind: 'topK', k: 0 }, 'topK must be from 1 to 1000000, not 0.'],
    [{ kind: 'topK', k: Infinity }, 'topK must be from 1 to 1000000, not Infinity.'],
    [{ kind: 'topK', k: 2.5 }, 'topK must be a whole number, not 2.5.'],
    [{ kind: 'topP', p: 0 }, 'topP must be from 0.001 to 1, not 0.'],
    [{ kind: 'topP', p: 1.01 }, 'topP must be from 0.001 to 1, not 1.01.'],
    [{ kind: 'minP', p: 0.1 }, 'Unknown filter {"kind":"minP","p":0.1}: use temperature, topK or topP.'],
  ])('names the option and its range for the filter %j', (filter, message) => {
    expect(verdict(sample({ kind: 'topK', k: 40 }, filter as Filter))).toBe(message);
  });

  it.each([
    [{ kind: 'sample', filters: [], seed: 0.5 }, 'seed must be a whole number, not 0.5.'],
    [{ kind: 'sample', filters: [], seed: 2 ** 53 }, 'seed must be a whole number, not 9007199254740992.'],
    [{ kind: 'sample', filters: [] }, 'seed must be a whole number, not undefined.'],
    [{ kind: 'sample', seed: 1 }, 'filters must be a list.'],
    [{ kind: 'beam' }, 'Unknown strategy {"kind":"beam"}: use greedy or sample.'],
  ])('says what is wrong with the strategy %j', (strategy, message) => {
    expect(verdict(strategy)).toBe(message);
  });
});
