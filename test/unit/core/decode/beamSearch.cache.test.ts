import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { scoredOf, searched } from '../../support/beams.js';
import { bytesOf } from '../../support/bytes.js';
import { hashModel } from '../../support/models.js';
import { logprobsAfter } from '../../support/recomputed.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'ab', '<|end|>');
const prompt = fc.array(fc.nat(3), { minLength: 1, maxLength: 5 });
const width = fc.integer({ min: 1, max: 5 });

const strategyOf = (beams: number) => ({ kind: 'beam', width: beams, lengthPenalty: 1, earlyStopping: false }) as const;

describe('the cache after beam search', () => {
  it('holds the prompt alone', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, width, fc.integer({ min: 5, max: 12 }), async (tokens, beams, contextLength) => {
        const model = hashModel(4, contextLength);
        const rules = { vocabulary, stop: [atLimit(6)] };
        await searched(model, tokens, rules, { strategy: strategyOf(beams) });
        expect(model.tokens).toEqual(tokens);
        // One token at a time: the prompt is never read again.
        for (const { fed } of model.forwards.slice(1)) expect(fed).toHaveLength(1);
      }),
    );
  });

  it('holds the prompt alone when cancelled anywhere, and finished texts are right', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, width, fc.nat(20), async (tokens, beams, patience) => {
        const model = hashModel(4, 12);
        let asked = 0;
        const isCancelled = (): boolean => asked++ >= patience;
        const rules = { vocabulary, stop: [atLimit(4)] };
        const found = await searched(model, tokens, rules, { strategy: strategyOf(beams), isCancelled });
        expect(model.tokens).toEqual(tokens);
        expect(model.forwards.length - 1).toBeLessThanOrEqual(patience);
        if (patience === 0) expect(found).toEqual([]);
        for (const { ids, score } of scoredOf(found)) {
          const all = ids.length < 4 ? [...ids, 3] : ids;
          const logprob = all.reduce(
            (sum, id, i) => sum + logprobsAfter(model, [...tokens, ...all.slice(0, i)])[id]!,
            0,
          );
          expect(score).toBeCloseTo(logprob / all.length, 9);
        }
      }),
    );
  });

  it('holds the prompt alone when the model fails', async () => {
    const model = hashModel(4);
    const failing = Object.assign(Object.create(model) as typeof model, {
      forward: (fed: readonly number[], rows: number) => {
        if (model.forwards.length === 4) throw new Error('broken');
        return model.forward(fed, rows);
      },
    });
    const rules = { vocabulary: vocabularyOf('a', 'b', 'c', 'd'), stop: [atLimit(9)] };
    await expect(searched(failing, [1, 2], rules, { strategy: strategyOf(3) })).rejects.toThrow('broken');
    expect(model.tokens).toEqual([1, 2]);
  });
});

describe('beam search under a constraint', () => {
  it('starts every beam as required, each along its own path', async () => {
    const rules = () => ({
      vocabulary,
      stop: [atLimit(4)],
      constraint: mustBeginWith(vocabulary, bytesOf('abab')),
      skipBytes: 2,
    });
    const found = await searched(hashModel(4), [1, 2], rules(), { strategy: strategyOf(12) });
    const spelled = found.map(({ tokens }) => tokens.map(({ id }) => 'a b ab'.split(' ')[id]).join(''));
    for (const text of spelled) expect(text.startsWith('abab')).toBe(true);
    // In four tokens, or with what the limit of four tokens after the first two characters leaves.
    expect(new Set(scoredOf(found).map(({ ids }) => String(ids))).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(4);
    for (const { tokens, stop } of found) {
      const text = tokens.map((token) => token.text).join('');
      expect(text.startsWith('ab')).toBe(true);
      expect(stop.keep).toBe(text.length);
    }
  });

  it('compares by the model’s own probabilities, and reports those under the constraint', async () => {
    const constraint = mustBeginWith(vocabulary, bytesOf('ab'));
    const [selectBest] = await searched(
      hashModel(4),
      [0, 1],
      { vocabulary, stop: [atLimit(2)], constraint },
      { strategy: strategyOf(9) },
    );
    const ids = selectBest!.tokens.map(({ id }) => id);
    const free = ids.map((id, i) => logprobsAfter(hashModel(4), [0, 1, ...ids.slice(0, i)])[id]!);
    const isAllowed = (id: number): boolean => id === 0 || id === 2;
    const first = logprobsAfter(hashModel(4), [0, 1], isAllowed)[ids[0]!]!;
    expect(selectBest!.score).toBeCloseTo((free[0]! + free[1]!) / 2, 9);
    expect(selectBest!.tokens[0]!.logprob).toBeCloseTo(first, 9);
  });

  it('ends when no token fits', async () => {
    const constraint = mustBeginWith(vocabulary, bytesOf('ax'));
    const rules = { vocabulary, stop: [], constraint };
    const found = await searched(hashModel(4), [0], rules, { strategy: strategyOf(3) });
    expect(found.map(({ tokens, stop }) => [tokens.map(({ text }) => text), stop])).toEqual([
      [['a'], { reason: 'constraint', keep: 1 }],
    ]);
  });

  it('ends at once when not even the first token fits', async () => {
    const constraint = mustBeginWith(vocabulary, bytesOf('x'));
    const rules = { vocabulary, stop: [], constraint };
    expect(await searched(hashModel(4), [0], rules, { strategy: strategyOf(3) })).toEqual([
      { tokens: [], stop: { reason: 'constraint', keep: 0 }, score: 0 },
    ]);
  });
});
