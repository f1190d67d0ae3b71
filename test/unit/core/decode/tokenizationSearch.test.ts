import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { forcing } from '../../../../src/core/sampling/forcedSampler.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { findTokenization } from '../../../../src/core/decode/tokenizationSearch.js';
import type { Vocabulary } from '../../../../src/core/model/vocabulary.js';
import { beginningOf } from '../../../../src/engine/worker/forcedPrefix.js';
import { bytesOf } from '../../support/bytes.js';
import { type FunctionModel, hashModel, tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

interface Spelled {
  readonly id: number;
  /** As the greedy answer reports it. */
  readonly p: number;
}

/** The spelling, and the probabilities with which an answer has it. */
async function spelling(
  model: FunctionModel,
  vocabulary: Vocabulary,
  prompt: readonly number[],
  typed: string,
): Promise<readonly Spelled[]> {
  const { logits } = (await prefill(model, prompt, 8, () => false))!;
  const constraint = mustBeginWith(vocabulary, bytesOf(typed));
  const row = logits.slice();
  const found = await findTokenization(model, row, { vocabulary, constraint, length: typed.length });
  const path = beginningOf(undefined, found);
  expect(model.tokens).toEqual(prompt);
  const sampler = forcing(compileSampler({ kind: 'greedy' }, vocabulary.size), path, vocabulary.size);
  const tokens = [...prompt];
  return path.map(({ id }) => {
    const { logprob } = sampler.pick(Float32Array.from(model.next(tokens)), {
      history: { tokens, length: tokens.length },
      allowed: constraint.allowed(),
    });
    constraint.accept(id);
    tokens.push(id);
    return { id, p: Math.exp(logprob) };
  });
}

const rounded = (path: readonly Spelled[]): readonly (readonly [number, number])[] =>
  path.map(({ id, p }) => [id, Number(p.toFixed(3))]);

describe('findTokenization', () => {
  // `=` is followed by `For` in 60 %, by `Force` in 30 %, by `x` in 10 %; `For` by `c` in 1 %, by `Each` in 99 %.
  const words = vocabularyOf('=', 'For', 'Force', 'x', 'c', 'Each');
  const code = (): FunctionModel =>
    tableModel([
      [0, 0.6, 0.3, 0.1, 0, 0],
      [0, 0, 0, 0, 0.01, 0.99],
      [1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0],
    ]);

  it('finds the most probable one, not the one that starts most probably', async () => {
    const model = code();
    // 0.3 for `Force`, 0.6 · 0.01 for `For` and `c`: of 0.306 together.
    expect(rounded(await spelling(model, words, [0], 'Forc'))).toEqual([[2, 0.98]]);
    expect(model.forwards).toHaveLength(2);
  });

  it('continues a token that only starts it where that is better', async () => {
    // 0.6 · 0.99 of 0.594.
    expect(rounded(await spelling(code(), words, [0], 'ForE'))).toEqual([
      [1, 1],
      [5, 1],
    ]);
  });

  it('runs no forward when a token that spells everything is the most probable', async () => {
    const model = code();
    // `For` would be 0.6 of 0.9.
    expect(rounded(await spelling(model, words, [0], 'For'))).toEqual([[1, 0.667]]);
    expect(model.forwards).toHaveLength(1);
  });

  it('finds nothing when no tokens spell the text', async () => {
    expect(await spelling(code(), words, [0], 'Fork')).toEqual([]);
  });

  it('expands nothing once it is cancelled', async () => {
    const model = code();
    const { logits } = (await prefill(model, [0], 8, () => false))!;
    const constraint = mustBeginWith(words, bytesOf('Forc'));
    const typed = { vocabulary: words, constraint, length: 4, cancelled: () => true };
    expect((await findTokenization(model, logits.slice(), typed)).tokens).toEqual([2]);
    expect(model.forwards).toHaveLength(1);
  });

  it('expands no token that fills the context', async () => {
    const full = tableModel(
      Array.from({ length: 6 }, () => [0, 0.6, 0.3, 0.1, 0, 0]),
      1,
    );
    expect(rounded(await spelling(full, words, [0], 'Forc'))).toEqual([[2, 0.333]]);
  });

  const letters = vocabularyOf('a', 'b', 'ab', 'ba', 'aba', '<|end|>');
  const prompt = fc.array(fc.nat(4), { minLength: 1, maxLength: 4 });
  const typed = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });

  /** All spellings with the probability of each, computed from scratch. */
  function allSpellings(model: FunctionModel, tokens: readonly number[], rest: string): [number[], number][] {
    const logits = model.next(tokens);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return ['a', 'b', 'ab', 'ba', 'aba'].flatMap((text, id): [number[], number][] => {
      const p = Math.exp(logits[id]!) / total;
      if (text.startsWith(rest)) return [[[id], p]];
      if (!rest.startsWith(text)) return [];
      const further = allSpellings(model, [...tokens, id], rest.slice(text.length));
      return further.map(([ids, q]) => [[id, ...ids], p * q]);
    });
  }

  it('finds the likeliest of all tokenizations, with at most its true conditional probability', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, typed, fc.boolean(), async (before, text, recalls) => {
        const model = hashModel(6, 100, 0, recalls);
        const all = allSpellings(model, before, text);
        const path = await spelling(model, letters, before, text);
        const [likeliest, p] = all.reduce((a, b) => (b[1] > a[1] ? b : a));
        expect(path.map(({ id }) => id)).toEqual(likeliest);
        const said = path.reduce((product, { p: one }) => product * one, 1);
        const share = p / all.reduce((sum, [, q]) => sum + q, 0);
        expect(said).toBeLessThanOrEqual(share + 1e-6);
      }),
    );
  });
});
