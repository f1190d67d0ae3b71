import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../../../src/core/sampling/checkStrategy.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import { UserError } from '../../../../src/core/errors.js';

/** The message of the check, or 'accepted'. */
function verdict(strategy: unknown): string {
  try {
    return checkStrategy(strategy) === strategy ? 'accepted' : 'another strategy came back';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

const sample = { kind: 'sample', filters: [], seed: 1 } as const;
const beam = { kind: 'beam', width: 4, lengthPenalty: 1, earlyStopping: false } as const;

describe('checkStrategy', () => {
  it.each<[Strategy]>([
    [{ kind: 'greedy' }],
    [sample],
    [{ ...sample, seed: -7 }],
    [{ ...sample, samples: 1 }],
    [{ ...sample, samples: 64 }],
    [beam],
    [{ kind: 'beam', width: 4, lengthPenalty: 1 }],
    [{ ...beam, width: 1, lengthPenalty: 0, earlyStopping: true }],
    [{ ...beam, width: 64, lengthPenalty: 2 }],
  ])('accepts a strategy in range: %j', (strategy) => {
    expect(verdict(strategy)).toBe('accepted');
  });

  const seedRange = 'seed must be a whole number from -9007199254740991 to 9007199254740991';

  it.each([
    [{ ...sample, seed: 0.5 }, `${seedRange}, not 0.5.`],
    [{ ...sample, seed: 2 ** 53 }, `${seedRange}, not 9007199254740992.`],
    [{ kind: 'sample', filters: [] }, `${seedRange}, not undefined.`],
    [{ ...sample, seed: '1' }, `${seedRange}, not "1".`],
    [{ ...sample, samples: 0 }, 'samples must be a whole number from 1 to 64, not 0.'],
    [{ ...sample, samples: 65 }, 'samples must be a whole number from 1 to 64, not 65.'],
    [{ ...sample, samples: 1.5 }, 'samples must be a whole number from 1 to 64, not 1.5.'],
    [{ ...sample, samples: null }, 'samples must be a whole number from 1 to 64, not null.'],
    [{ kind: 'sample', seed: 1 }, 'filters must be a list.'],
    [{ ...sample, filters: { 0: 'topK' } }, 'filters must be a list.'],
    [{ ...beam, width: 0 }, 'width must be a whole number from 1 to 64, not 0.'],
    [{ ...beam, width: 65 }, 'width must be a whole number from 1 to 64, not 65.'],
    [{ ...beam, width: 2.5 }, 'width must be a whole number from 1 to 64, not 2.5.'],
    [{ ...beam, width: [4] }, 'width must be a whole number from 1 to 64, not [4].'],
    [{ ...beam, lengthPenalty: -0.1 }, 'lengthPenalty must be a number from 0 to 2, not -0.1.'],
    [{ ...beam, lengthPenalty: 2.1 }, 'lengthPenalty must be a number from 0 to 2, not 2.1.'],
    [{ ...beam, lengthPenalty: Number.NaN }, 'lengthPenalty must be a number from 0 to 2, not NaN.'],
    [{ ...beam, earlyStopping: 'never' }, 'earlyStopping must be true or false.'],
  ])('names what is wrong: %j', (strategy, message) => {
    expect(verdict(strategy)).toBe(message);
  });

  it.each([
    [{ kind: 'contrastive' }, '{"kind":"contrastive"}'],
    [{ kind: 'toString' }, '{"kind":"toString"}'],
    [{}, '{}'],
    [[], '[]'],
    ['greedy', '"greedy"'],
    [7, '7'],
    [null, 'null'],
    [undefined, 'undefined'],
  ])('lists the known strategies: %j', (strategy, shown) => {
    expect(verdict(strategy)).toBe(`Unknown strategy ${shown}: its kind must be greedy, sample or beam.`);
  });
});
