import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRules, DecodedText } from '../../../../src/core/decode/answer.js';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { decode } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { drawSamples } from '../../../../src/core/decode/samples.js';
import { atLimit, atNewline, whenCancelled } from '../../../../src/core/decode/stops/stop.js';
import { bytesOf } from '../../support/bytes.js';
import { decoded } from '../../support/decoded.js';
import { type FunctionModel, hashModel, tableModel } from '../../support/models.js';
import { logprobOf } from '../../support/recomputed.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', ';', ';\n', '\n', '<|end|>');
const vocabSize = 6;

async function drawn(model: FunctionModel, prompt: readonly number[], rules: AnswerRules, seeds: readonly number[]) {
  const { logits } = (await prefill(model, prompt, 8, () => false))!;
  const samplers = seeds.map((seed) => compileSampler({ kind: 'sample', filters: [], seed }, model.vocabSize));
  return drawSamples(model, logits, rules, samplers);
}

const textOf = ({ tokens, stop }: DecodedText): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .slice(0, stop.keep);

/** One text by one seed, decoded by itself. */
async function single(
  model: FunctionModel,
  prompt: readonly number[],
  rules: AnswerRules,
  seed: number,
): Promise<string> {
  const { logits } = (await prefill(model, prompt, 8, () => false))!;
  const sampler = compileSampler({ kind: 'sample', filters: [], seed }, model.vocabSize);
  return (await decoded(decode(model, logits, { ...rules, sampler }))).kept;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

describe('drawSamples', () => {
  it('returns the distinct texts, the most probable per token first', async () => {
    const model = tableModel([
      [0, 0.25, 0.75, 0],
      [0, 0, 0, 1],
      [0, 0, 0.5, 0.5],
      [1, 0, 0, 0],
    ]);
    const rules = { vocabulary: vocabularyOf('a', 'b', 'c', '<|end|>'), stop: [atLimit(2)] };
    const samples = await drawn(model, [0], rules, upTo(50));
    // The end is certain after b and not counted. For c and the end it is 3/4, for c and c √(3/8) per token.
    expect(samples.map((sample) => `${textOf(sample)} ${Math.exp(sample.score).toFixed(3)}`)).toEqual([
      ...['c 0.750', `cc ${Math.sqrt(3 / 8).toFixed(3)}`, 'b 0.250'],
    ]);
    expect(samples.map(({ stop }) => stop.reason)).toEqual(['end', 'limit', 'end']);
  });

  it('merges duplicates, with the better of their scores', async () => {
    // After a comes `;⏎`, or `;` and then a newline: the same line.
    const table = [[0, 0, 0.3, 0.7, 0, 0], [], [0, 0, 0, 0, 1, 0], [], [], []];
    const spellings: string[] = [];
    for (const seed of upTo(12)) {
      const rules = { vocabulary, stop: [atNewline] };
      const [alone] = await drawn(tableModel(table), [0], rules, [seed]);
      spellings.push(alone!.tokens.map(({ text }) => text).join('|'));
      const samples = await drawn(tableModel(table), [0], rules, upTo(seed + 1));
      expect(samples.map(textOf)).toEqual([';']);
      expect(Math.exp(samples[0]!.score)).toBeCloseTo(spellings.includes(';\n') ? 0.7 : Math.sqrt(0.3), 6);
    }
    expect(new Set(spellings)).toEqual(new Set([';\n', ';|\n']));
  });

  it('draws each text as its seed alone would', async () => {
    const prompt = fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 5 });
    const seeds = fc.array(fc.integer(), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(prompt, seeds, fc.boolean(), async (tokens, list, isHealed) => {
        const rules = (): AnswerRules => ({
          ...{ vocabulary, stop: [atNewline, atLimit(8)], skipBytes: isHealed ? 1 : 0 },
          ...(isHealed ? { constraint: mustBeginWith(vocabulary, bytesOf(';')) } : {}),
        });
        const model = hashModel(vocabSize);
        const samples = await drawn(model, tokens, rules(), list);
        const alone: string[] = [];
        for (const seed of list) alone.push(await single(hashModel(vocabSize), tokens, rules(), seed));
        expect(new Set(samples.map(textOf))).toEqual(new Set(alone));
        expect(samples).toHaveLength(new Set(alone).size);
        expect(samples.map(({ score }) => score)).toEqual(samples.map(({ score }) => score).sort((a, b) => b - a));
        if (list.length === 1) expect(samples.map(textOf)).toEqual(alone);

        expect(await drawn(hashModel(vocabSize), tokens, rules(), list)).toEqual(samples);
        // The prompt is read once.
        expect(model.forwards.slice(1).every(({ fed }) => fed.length === 1)).toBe(true);
        expect(model.tokens.slice(0, tokens.length)).toEqual(tokens);
      }),
    );
  });

  it('scores by the mean log-probability of the tokens', async () => {
    const samples = await drawn(hashModel(vocabSize), [1, 2], { vocabulary, stop: [atLimit(4)] }, upTo(20));
    expect(samples.length).toBeGreaterThan(5);
    for (const { tokens, score } of samples) {
      const ids = tokens.map(({ id }) => id);
      expect(score).toBeCloseTo(logprobOf(hashModel(vocabSize), [1, 2], ids) / Math.max(1, ids.length), 9);
    }
  });

  it('stops when cancelled', async () => {
    let tokens = 0;
    const rules = {
      vocabulary: vocabularyOf('a', 'b', 'c', 'd'),
      stop: [whenCancelled(() => ++tokens > 4), atLimit(2)],
    };
    const model = hashModel(4);
    const samples = await drawn(model, [1], rules, upTo(50));
    expect(tokens).toBe(5);
    expect(samples.filter(({ stop }) => stop.reason === 'cancelled')).toHaveLength(1);
  });

  it('leaves the given constraint unchanged', async () => {
    const constraint = mustBeginWith(vocabulary, bytesOf(';'));
    await drawn(hashModel(vocabSize), [1], { vocabulary, stop: [atLimit(3)], constraint }, upTo(3));
    expect([...constraint.allowed()!.ids].sort()).toEqual([2, 3]);
  });
});
