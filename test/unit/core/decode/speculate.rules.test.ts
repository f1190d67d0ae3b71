import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRules } from '../../../../src/core/decode/answer.js';
import { allOf, type Constraint } from '../../../../src/core/decode/constraints/constraint.js';
import { mustBeginWith } from '../../../../src/core/decode/constraints/mustBeginWith.js';
import { atLimit, atNewline, type StopRule } from '../../../../src/core/decode/stops/stop.js';
import { bytesOf } from '../../support/bytes.js';
import { neverTwice, untilComma } from '../../support/constraints.js';
import { hashModel } from '../../support/models.js';
import { asking, hostileDrafters, hostileNames, resultOf, type Setup, started } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('f', 'fo', 'o', 'oo', ',x', ';\n', 'x', '<|end|>');
const vocabSize = 8;
const piece = fc.string({ unit: fc.constantFrom('f', 'o', 'fo', 'x'), maxLength: 4 });

/** Every rule there is, some of them more often than not. */
function rulesOf(required: string, rules: readonly boolean[]): AnswerRules {
  const [isUnlike, isCut, isOneLine] = rules;
  const constraints: Constraint[] = [mustBeginWith(vocabulary, bytesOf(required))];
  if (isUnlike) constraints.push(neverTwice());
  if (isCut) constraints.push(untilComma(vocabulary));
  const stop: StopRule[] = [atLimit(9)];
  if (isOneLine) stop.unshift(atNewline);
  return { vocabulary, stop, constraint: allOf(...constraints), skipBytes: required.length };
}

const setup: fc.Arbitrary<Setup> = fc
  .record({
    prompt: fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 5 }),
    required: piece,
    rules: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    seed: fc.option(fc.integer(), { nil: undefined }),
    contextLength: fc.integer({ min: 6, max: 30 }),
  })
  .map(({ prompt, required, rules, seed, contextLength }) => ({
    model: () => hashModel(vocabSize, contextLength),
    prompt,
    strategy: seed === undefined ? { kind: 'greedy' } : { kind: 'sample', filters: [{ kind: 'topK', k: 4 }], seed },
    rules: () => rulesOf(required, rules),
    top: 1,
  }));

describe('speculation with healing, constraints and stop rules', () => {
  it.each(hostileNames)('equals plain decoding with %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(setup, fc.integer({ min: 1, max: 5 }), fc.integer(), async (given, most, n) => {
        const plain = await resultOf(given);
        const ids = plain.tokens.map(({ id }) => id);
        const drafter = hostileDrafters(ids, given.prompt.length, vocabSize, n)[name]!;
        expect(await resultOf(given, asking(drafter, most))).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it('calls no drafter while only a few tokens are allowed', async () => {
    const asked: number[] = [];
    const drafter = {
      name: 'test',
      draft: (tokens: readonly number[]) => {
        asked.push(tokens.length - 1);
        return undefined;
      },
    };
    const given: Setup = {
      model: () => hashModel(vocabSize),
      prompt: [6],
      strategy: { kind: 'greedy' },
      rules: () => ({ ...rulesOf('xxx', []), stop: [atLimit(2)] }),
    };
    const { decoding } = await started(given, asking(drafter, 3));
    while (!(await decoding.next()).done);
    expect(asked).toEqual([3, 4]);
  });
});
