import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedText, AnswerRules } from '../../../../src/core/decode/answer.js';
import type { ForcedToken } from '../../../../src/core/sampling/forcedSampler.js';
import { allOf } from '../../../../src/core/decode/constraints/constraint.js';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { atLimit, atNewline } from '../../../../src/core/decode/stops/stop.js';
import { searched } from '../../support/beams.js';
import { bytesOf } from '../../support/bytes.js';
import { neverTwice, untilComma } from '../../support/constraints.js';
import { hashModel } from '../../support/models.js';
import { logprobOf } from '../../support/recomputed.js';
import { resultOf, type Setup } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('f', 'fo', 'o', ',x', ';\n', 'x', '<|end|>');
const vocabSize = 7;
const [comma, end] = [3, 6];

function rulesOf(required: string, isConstrained: boolean): AnswerRules {
  const begins = mustBeginWith(vocabulary, bytesOf(required));
  const constraint = isConstrained ? allOf(begins, neverTwice(), untilComma(vocabulary)) : begins;
  return { vocabulary, stop: [atNewline, atLimit(8)], constraint, skipBytes: required.length };
}

const setup = fc
  .record({
    prompt: fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 5 }),
    required: fc.constantFrom('', '', 'f', 'fo', 'xx'),
    isConstrained: fc.boolean(),
    contextLength: fc.integer({ min: 5, max: 30 }),
  })
  .map(({ prompt, required, isConstrained, contextLength }): Setup => ({
    model: () => hashModel(vocabSize, contextLength),
    prompt,
    strategy: { kind: 'greedy' },
    rules: () => rulesOf(required, isConstrained),
    top: 0,
  }));

const penalty = fc.constantFrom(0, 0.5, 1, 2);

describe('beam search with one beam', () => {
  it('equals greedy decoding', async () => {
    await fc.assert(
      fc.asyncProperty(setup, penalty, fc.boolean(), async (given, lengthPenalty, earlyStopping) => {
        const greedy = await resultOf(given);
        const strategy = { kind: 'beam', width: 1, lengthPenalty, earlyStopping } as const;
        const [found, ...more] = await searched(given.model(), given.prompt, given.rules(), { strategy });
        expect(more).toEqual([]);
        const close = (logprob: number): number => expect.closeTo(logprob, 7) as number;
        const { logprob: endLogprob, ...end } = greedy.stop;
        expect(found!.stop).toEqual({ ...end, ...(endLogprob === undefined ? {} : { logprob: close(endLogprob) }) });
        expect(found!.tokens).toEqual(
          greedy.tokens.map(({ logprob, ...token }) => ({ ...token, logprob: close(logprob) })),
        );
      }),
    );
  });
});

describe('beam search with forced tokens', () => {
  const strategy = { kind: 'beam', width: 1, lengthPenalty: 0, earlyStopping: true } as const;

  it('takes them on the greedy path, however improbable, with the known probability', async () => {
    const forcedTokens = [{ id: comma, corrections: new Map([[comma, 100]]) }, { id: 0 }];
    const [found] = await searched(hashModel(vocabSize), [1], rulesOf('', false), { strategy, forcedTokens });
    expect(found!.tokens.slice(0, 2).map(({ id }) => id)).toEqual([comma, 0]);
    expect(found!.tokens[0]!.logprob).toBeCloseTo(0, 9);
  });

  it('changes nothing when greedy decoding takes them anyway', async () => {
    await fc.assert(
      fc.asyncProperty(setup, fc.integer({ min: 1, max: 4 }), async (given, width) => {
        const { tokens } = await resultOf(given);
        const search = (forcedTokens: readonly ForcedToken[]): Promise<DecodedText[]> =>
          searched(given.model(), given.prompt, given.rules(), { strategy: { ...strategy, width }, forcedTokens });
        expect(await search(tokens.slice(0, 2).map(({ id }) => ({ id })))).toEqual(await search([]));
      }),
    );
  });
});

describe('beam search with several beams', () => {
  it('finds no lower score than that of the greedy text', async () => {
    await fc.assert(
      fc.asyncProperty(
        setup,
        penalty,
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        async (given, lengthPenalty, earlyStopping, width) => {
          const { tokens, stop } = await resultOf(given);
          const strategy = { kind: 'beam', width, lengthPenalty, earlyStopping } as const;
          const found = await searched(given.model(), given.prompt, given.rules(), { strategy });

          // The end of the sequence was chosen, too, and so was the comma that ends the text before it.
          const model = given.model();
          const ids = tokens.map(({ id }) => id);
          if (stop.reason === 'end') ids.push(end);
          if (stop.reason === 'suffix') ids.push(comma);
          const score = logprobOf(model, given.prompt, ids) / Math.max(1, ids.length) ** lengthPenalty;
          expect(found[0]!.score).toBeGreaterThanOrEqual(score - 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
