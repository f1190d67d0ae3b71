import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveSpeculation } from '../../../../src/core/decode/drafters/adaptiveSpeculation.js';
import type { Drafter } from '../../../../src/core/decode/drafters/drafter.js';
import { promptLookup, previousSuggestionDrafter } from '../../../../src/core/decode/drafters/lookup.js';
import { smallerModel } from '../../../../src/core/decode/drafters/smallerModel.js';
import { atLimit, atNewline } from '../../../../src/core/decode/stops/stop.js';
import { hashModel } from '../../support/models.js';
import { asking, hostileDrafters, hostileNames, resultOf, type Result, type Setup } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'c', ';\n', 'd', 'e', 'f', '<|end|>');
const vocabSize = 8;

/** A random model: what follows depends on the whole prompt. */
const setup: fc.Arbitrary<Setup> = fc
  .record({
    prompt: fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 6 }),
    contextLength: fc.integer({ min: 6, max: 24 }),
    limit: fc.integer({ min: 1, max: 14 }),
    top: fc.nat(2),
  })
  .map(({ prompt, contextLength, limit, top }) => ({
    model: () => hashModel(vocabSize, contextLength),
    prompt,
    strategy: { kind: 'greedy' },
    rules: () => ({ vocabulary, stop: [atNewline, atLimit(limit)] }),
    top,
  }));

const length = fc.integer({ min: 1, max: 6 });
const seed = fc.integer();

/** All that were decoded plainly. */
const idsOf = ({ tokens }: Result): number[] => tokens.map(({ id }) => id);

describe('speculative greedy decoding', () => {
  it.each(hostileNames)('equals greedy decoding with %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(setup, length, seed, async (given, most, n) => {
        const plain = await resultOf(given);
        const drafter = hostileDrafters(idsOf(plain), given.prompt.length, vocabSize, n)[name]!;
        expect(await resultOf(given, asking(drafter, most))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, (plain: Result, given: Setup) => Drafter]>([
    ['prompt look-up', () => promptLookup],
    [
      'the previous suggestion',
      (plain, { prompt }) => previousSuggestionDrafter([...prompt.slice(-2), ...idsOf(plain)]),
    ],
    ['another previous suggestion', (plain) => previousSuggestionDrafter([...idsOf(plain)].reverse())],
    ['a smaller model', () => smallerModel(hashModel(vocabSize, 20, 1), { kind: 'greedy' })],
    ['a smaller model that is the same', () => smallerModel(hashModel(vocabSize, 30), { kind: 'greedy' })],
    [
      'a smaller model that draws',
      () => smallerModel(hashModel(vocabSize, 30), { kind: 'sample', filters: [], seed: 1 }),
    ],
  ])('equals greedy decoding with %s', async (_, drafterFor) => {
    await fc.assert(
      fc.asyncProperty(setup, length, async (given, most) => {
        const plain = await resultOf(given);
        expect(await resultOf(given, asking(drafterFor(plain, given), most))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  it('equals greedy decoding with all of them, one after another, as they pay', async () => {
    let ms = 0;
    const adaptive = new AdaptiveSpeculation(() => (ms += 3));
    await fc.assert(
      fc.asyncProperty(setup, seed, async (given, n) => {
        const plain = await resultOf(given);
        const hostile = Object.values(hostileDrafters(idsOf(plain), given.prompt.length, vocabSize, n));
        const speculation = adaptive.with([promptLookup, ...hostile]);
        expect(await resultOf(given, speculation)).toEqual(plain);
      }),
    );
  });
});
