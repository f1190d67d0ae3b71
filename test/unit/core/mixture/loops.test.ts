import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRules } from '../../../../src/core/decode/answer.js';
import { beamSearch } from '../../../../src/core/decode/beamSearch.js';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { decode } from '../../../../src/core/decode/decode.js';
import { workspaceDrafter } from '../../../../src/core/decode/drafters/workspace.js';
import type { LanguageModel } from '../../../../src/core/model/languageModel.js';
import { NextTokenCounts } from '../../../../src/core/mixture/nextTokenCounts.js';
import { MixedModel } from '../../../../src/core/mixture/mixedModel.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { speculate } from '../../../../src/core/decode/speculate.js';
import { atLimit, atNewline } from '../../../../src/core/decode/stops/stop.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import { MatchBuffer } from '../../../../src/core/workspace/matchBuffer.js';
import { bytesOf } from '../../support/bytes.js';
import { decoded } from '../../support/decoded.js';
import { findIn, mixedByDefinition, mixedModel, randomMixture, type Mixed } from '../../support/mixtures.js';
import { hashModel } from '../../support/models.js';
import { asking } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'ab', ';\n', 'd', 'e', 'f', '<|end|>');
const vocabSize = 8;
const ids = (minLength: number, maxLength: number) => fc.array(fc.nat(vocabSize - 2), { minLength, maxLength });

interface Given {
  readonly prompt: readonly number[];
  readonly mixed: Mixed & { weight: { kind: 'fixed'; weight: number } };
  readonly rules: () => AnswerRules;
}

/** A prompt that ends with other tokens than those before the cursor, since the prompt has another order. */
const given: fc.Arbitrary<Given> = fc
  .record({
    prompt: ids(1, 6),
    before: ids(0, 6),
    files: fc.dictionary(fc.constantFrom('a', 'b'), ids(0, 60), { minKeys: 1 }),
    weight: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
    limit: fc.integer({ min: 1, max: 12 }),
    piece: fc.constantFrom('', 'a', 'ab', 'e'),
  })
  .map(({ prompt, before, files, weight, limit, piece }) => ({
    prompt,
    mixed: {
      before,
      promptLength: prompt.length,
      files: new Map(Object.entries(files)),
      parameters: randomMixture(3),
      weight: { kind: 'fixed', weight },
    },
    rules: () => ({
      vocabulary,
      stop: [atNewline, atLimit(limit)],
      constraint: mustBeginWith(vocabulary, bytesOf(piece)),
      skipBytes: piece.length,
    }),
  }));

type Loop = (
  model: LanguageModel,
  logits: Float32Array,
  given: Given,
) => Promise<{ ids: number[]; logprobs: number[] }>;

const stepwise =
  (strategy: Exclude<Strategy, { kind: 'beam' }>): Loop =>
  async (model, logits, { rules }) => {
    const { tokens } = await decoded(
      decode(model, logits, { ...rules(), sampler: compileSampler(strategy, vocabSize) }),
    );
    return { ids: tokens.map(({ id }) => id), logprobs: tokens.map(({ logprob }) => logprob) };
  };

const beams: Loop = async (model, logits, { rules }) => {
  const strategy = { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false } as const;
  const found = await beamSearch(model, logits, { ...rules(), strategy });
  return { ids: found.flatMap(({ tokens }) => tokens.map(({ id }) => id)), logprobs: found.map(({ score }) => score) };
};

const speculative =
  (strategy: Exclude<Strategy, { kind: 'beam' }>): Loop =>
  async (model, logits, { rules, mixed }) => {
    const answerContext = { before: mixed.before, promptLength: mixed.promptLength };
    const find = findIn(mixed.files, vocabSize);
    const drafter = workspaceDrafter(
      answerContext,
      find,
      new MatchBuffer(512),
      new NextTokenCounts(mixed.parameters, vocabSize),
    );
    const options = { ...rules(), sampler: compileSampler(strategy, vocabSize) };
    const { tokens } = await decoded(
      speculate(model, logits, { ...options, speculation: asking(drafter, 4), now: () => 0 }),
    );
    return { ids: tokens.map(({ id }) => id), logprobs: tokens.map(({ logprob }) => logprob) };
  };

const sample = { kind: 'sample', seed: 5, filters: [{ kind: 'temperature', value: 1.3 }, { kind: 'topP', p: 0.9 }] } as const; // prettier-ignore

describe('MixedModel', () => {
  it.each<[string, Loop, Loop]>([
    ['greedy', stepwise({ kind: 'greedy' }), stepwise({ kind: 'greedy' })],
    ['sampling', stepwise(sample), stepwise(sample)],
    ['beam search', beams, beams],
    ['greedy with the workspace as drafter', speculative({ kind: 'greedy' }), stepwise({ kind: 'greedy' })],
    ['sampling with the workspace as drafter', speculative(sample), stepwise(sample)],
  ])('computes the mixture by its definition: %s', async (_, loop, plain) => {
    await fc.assert(
      fc.asyncProperty(given, async (given) => {
        const { prompt, mixed } = given;
        const inner = hashModel(vocabSize, 60);
        const { logits } = (await prefill(inner, prompt, 8, () => false))!;
        const model = mixedModel(inner, mixed);
        const result = await loop(model, model.mix(logits, 1), given);

        const definition = mixedByDefinition(hashModel(vocabSize, 60), mixed);
        const first = (await prefill(definition, prompt, 8, () => false))!;
        const wanted = await plain(definition, first.logits, given);
        expect(result.ids).toEqual(wanted.ids);
        result.logprobs.forEach((logprob, i) => expect(logprob).toBeCloseTo(wanted.logprobs[i]!, 4));
      }),
      { numRuns: 100 },
    );
  });

  it('drafts from the files, and accepts those drafts', async () => {
    const prompt = [0];
    const inner = hashModel(vocabSize, 60);
    const { logits } = (await prefill(inner, prompt, 8, () => false))!;
    const text = [0, 1, 2, 4, 5, 6, 2, 5, 3];
    const mixed: Mixed = {
      before: [0],
      promptLength: 1,
      files: new Map([['a', text]]),
      parameters: { ...randomMixture(1), places: [[], [], [0, 5, 9, 13, 14, 15, 16, 17, 18, 19, 20]] },
      weight: { kind: 'fixed', weight: 0.99 },
    };
    const model = mixedModel(inner, mixed);
    expect(model).toBeInstanceOf(MixedModel);
    const find = findIn(mixed.files, vocabSize);
    const drafter = workspaceDrafter(
      mixed,
      find,
      new MatchBuffer(512),
      new NextTokenCounts(mixed.parameters, vocabSize),
    );
    const speculation = asking(drafter, 4);
    const options = {
      vocabulary,
      stop: [atNewline, atLimit(20)],
      sampler: compileSampler({ kind: 'greedy' }, vocabSize),
    };
    const { ids } = await decoded(speculate(model, model.mix(logits, 1), { ...options, speculation, now: () => 0 }));
    expect(ids).toEqual(text.slice(1));
    expect(speculation.outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThan(5);
  });
});
