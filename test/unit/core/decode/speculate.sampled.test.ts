import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Drafter } from '../../../../src/core/decode/drafters/drafter.js';
import { promptLookup, previousSuggestionDrafter } from '../../../../src/core/decode/drafters/lookup.js';
import { smallerModel } from '../../../../src/core/decode/drafters/smallerModel.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { hashModel } from '../../support/models.js';
import { asking, hostileDrafters, hostileNames, resultOf, type Setup } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'c', 'd', '<|end|>');
const vocabSize = 5;

const filters: readonly Filter[][] = [
  [],
  [
    { kind: 'temperature', value: 2 },
    { kind: 'topP', p: 0.8 },
  ],
  // These look at what is before a token: at the draft up to it, and no further.
  [
    { kind: 'noRepeatNgram', n: 2, window: 4 },
    { kind: 'frequency', penalty: 1.5, window: 3 },
    { kind: 'topK', k: 3 },
  ],
  [
    { kind: 'repetition', penalty: 3, window: 5 },
    { kind: 'presence', penalty: 1, window: 2 },
    { kind: 'typicalP', p: 0.8 },
  ],
];

const setup: fc.Arbitrary<Setup> = fc
  .record({
    prompt: fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 6 }),
    filters: fc.constantFrom(...filters),
    seed: fc.integer(),
    contextLength: fc.integer({ min: 8, max: 30 }),
  })
  .map(({ prompt, filters: chosen, seed, contextLength }) => ({
    model: () => hashModel(vocabSize, contextLength),
    prompt,
    strategy: { kind: 'sample', filters: chosen, seed },
    rules: () => ({ vocabulary, stop: [atLimit(12)] }),
    top: 2,
  }));

const length = fc.integer({ min: 1, max: 6 });

describe('sampling with drafts that are not drawn', () => {
  it.each(hostileNames)('gives the same tokens as without drafts: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(setup, length, fc.integer(), async (given, most, n) => {
        const plain = await resultOf(given);
        const ids = plain.tokens.map(({ id }) => id);
        const drafter = hostileDrafters(ids, given.prompt.length, vocabSize, n)[name]!;
        expect(await resultOf(given, asking(drafter, most))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, () => Drafter]>([
    ['prompt look-up', () => promptLookup],
    ['the previous suggestion', () => previousSuggestionDrafter([0, 1, 2, 3, 2, 1, 0])],
    ['a greedy smaller model', () => smallerModel(hashModel(vocabSize, 40), { kind: 'greedy' })],
  ])('gives the same tokens as without drafts: %s', async (_, fresh) => {
    await fc.assert(
      fc.asyncProperty(setup, length, async (given, most) => {
        expect(await resultOf(given, asking(fresh(), most))).toEqual(await resultOf(given));
      }),
      { numRuns: 50 },
    );
  });
});
