import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { type Scored, scoredOf, searched, searchedByDefinition } from '../../support/beams.js';
import { neverTwice } from '../../support/constraints.js';
import { type FunctionModel, hashModel } from '../../support/models.js';
import { logprobsAfter } from '../../support/recomputed.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'c', '<|end|>');
const end = 3;

const prompt = fc.array(fc.nat(3), { minLength: 1, maxLength: 5 });
const penalty = fc.constantFrom(0, 0.7, 1, 2);

const close = (expected: readonly Scored[]): unknown[] =>
  expected.map(({ ids, score }) => ({ ids, score: expect.closeTo(score, 9) as number }));

/** Every text of at most `limit` tokens with its score, best first. */
function everyText(model: FunctionModel, tokens: readonly number[], limit: number, lengthPenalty: number): Scored[] {
  const grow = (ids: readonly number[], sum: number): Scored[] => {
    if (ids.length === limit) return [{ ids, score: sum / limit ** lengthPenalty }];
    return logprobsAfter(model, [...tokens, ...ids]).flatMap((logprob, id) =>
      id === end
        ? [{ ids, score: (sum + logprob) / (ids.length + 1) ** lengthPenalty }]
        : grow([...ids, id], sum + logprob),
    );
  };
  return grow([], 0).sort((a, b) => b.score - a.score);
}

describe('beam search', () => {
  it('finds every text, best first, when there are as many beams as texts', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, penalty, fc.boolean(), async (tokens, lengthPenalty, earlyStopping) => {
        const strategy = { kind: 'beam', width: 64, lengthPenalty, earlyStopping } as const;
        const rules = { vocabulary, stop: [atLimit(3)] };
        const found = await searched(hashModel(4), tokens, rules, { strategy });
        expect(found).toHaveLength(1 + 3 + 9 + 27);
        expect(scoredOf(found)).toEqual(close(everyText(hashModel(4), tokens, 3, lengthPenalty)));
      }),
      { numRuns: 30 },
    );
  });

  it.each([false, true])(
    'finds the texts of its definition, computed from scratch; early stopping: %s',
    async (earlyStopping) => {
      await fc.assert(
        fc.asyncProperty(
          prompt,
          penalty,
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 5, max: 12 }),
          fc.boolean(),
          async (tokens, lengthPenalty, width, limit, contextLength, isConstrained) => {
            const strategy = { kind: 'beam', width, lengthPenalty, earlyStopping } as const;
            const rules = {
              vocabulary,
              stop: [atLimit(limit)],
              ...(isConstrained ? { constraint: neverTwice() } : {}),
            };
            const found = await searched(hashModel(4, contextLength), tokens, rules, { strategy });
            const expected = searchedByDefinition({
              ...{ model: hashModel(4, contextLength), prompt: tokens, strategy, limit, isEnd: (id) => id === end },
              mayFollow: (id, ids) => !isConstrained || id !== ids.at(-1),
            });
            expect(scoredOf(found)).toEqual(close(expected));
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('returns at most as many texts as beams, sorted, without duplicates', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, penalty, fc.integer({ min: 1, max: 8 }), async (tokens, lengthPenalty, width) => {
        const strategy = { kind: 'beam', width, lengthPenalty, earlyStopping: false } as const;
        // Two of the tokens only end a text.
        const rules = { vocabulary: vocabularyOf('a', 'b', '<|file|>', '<|end|>'), stop: [atLimit(5)] };
        const found = scoredOf(await searched(hashModel(4), tokens, rules, { strategy }));
        expect(found.length).toBeLessThanOrEqual(width);
        expect(found).toEqual([...found].sort((a, b) => b.score - a.score));
        expect(new Set(found.map(({ ids }) => String(ids))).size).toBe(found.length);
      }),
    );
  });
});
