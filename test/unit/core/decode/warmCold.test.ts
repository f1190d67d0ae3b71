import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beamSearch } from '../../../../src/core/decode/beamSearch.js';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { decode } from '../../../../src/core/decode/decode.js';
import { promptLookup } from '../../../../src/core/decode/drafters/lookup.js';
import { smallerModel } from '../../../../src/core/decode/drafters/smallerModel.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { drawSamples } from '../../../../src/core/decode/samples.js';
import { speculate } from '../../../../src/core/decode/speculate.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import { bytesOf } from '../../support/bytes.js';
import { decoded } from '../../support/decoded.js';
import { type FunctionModel, hashModel } from '../../support/models.js';
import { asking } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'ab', '<|end|>');
const vocabSize = 4;

const rules = () => ({
  ...{ vocabulary, stop: [atLimit(5)], top: 2, skipBytes: 1 },
  constraint: mustBeginWith(vocabulary, bytesOf('a')),
});
const sampled = { kind: 'sample', filters: [{ kind: 'frequency', penalty: 1, window: 4 }], seed: 3 } as const;
const beams = { kind: 'beam', width: 3, lengthPenalty: 1, earlyStopping: false } as const;

type Single = Exclude<Strategy, { kind: 'beam' }>;
type Way = (model: FunctionModel, logits: Float32Array) => Promise<unknown>;

const plainly =
  (strategy: Single): Way =>
  (model, logits) =>
    decoded(decode(model, logits, { ...rules(), sampler: compileSampler(strategy, vocabSize) }));

const speculating =
  (strategy: Single, drafter = () => promptLookup): Way =>
  (model, logits) => {
    const options = { ...rules(), sampler: compileSampler(strategy, vocabSize) };
    return decoded(speculate(model, logits, { ...options, speculation: asking(drafter(), 3), now: () => 0 }));
  };

const ways: Readonly<Record<string, Way>> = {
  greedy: plainly({ kind: 'greedy' }),
  sampled: plainly(sampled),
  beams: (model, logits) => beamSearch(model, logits, { ...rules(), strategy: beams }),
  samples: (model, logits) =>
    drawSamples(
      model,
      logits,
      rules(),
      [1, 2, 3].map((seed) => compileSampler({ ...sampled, seed }, vocabSize)),
    ),
  'greedy with prompt look-up': speculating({ kind: 'greedy' }),
  'sampled with a smaller model': speculating(sampled, () => smallerModel(hashModel(vocabSize, 40, 1), sampled)),
};

const prompt = fc.array(fc.nat(2), { minLength: 1, maxLength: 8 });

describe('a warm cache', () => {
  it.each(Object.keys(ways))('gives what a cold one gives: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        prompt,
        prompt,
        fc.constantFrom(...Object.keys(ways)),
        fc.integer({ min: 1, max: 9 }),
        async (earlier, tokens, before, chunk) => {
          const never = (): boolean => false;
          const warm = hashModel(vocabSize, 14);
          await ways[before]!(warm, (await prefill(warm, earlier, chunk, never))!.logits);
          const cold = hashModel(vocabSize, 14);
          const expected = await ways[name]!(cold, (await prefill(cold, tokens, 99, never))!.logits);
          expect(await ways[name]!(warm, (await prefill(warm, tokens, chunk, never))!.logits)).toEqual(expected);
          expect(warm.tokens).toEqual(cold.tokens);
        },
      ),
      { numRuns: 40 },
    );
  });
});
