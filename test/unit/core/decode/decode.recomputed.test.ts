import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { beamSearch } from '../../../../src/core/decode/beamSearch.js';
import type { Constraint } from '../../../../src/core/decode/constraints/constraint.js';
import { decode } from '../../../../src/core/decode/decode.js';
import { promptLookup } from '../../../../src/core/decode/drafters/lookup.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { speculate } from '../../../../src/core/decode/speculate.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { neverTwice } from '../../support/constraints.js';
import { decoded } from '../../support/decoded.js';
import { type FunctionModel, hashModel } from '../../support/models.js';
import { logprobOf, logprobsAfter } from '../../support/recomputed.js';
import { asking } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabSize = 6;
const filters = [{ kind: 'temperature', value: 3 }] as const;

interface Rules {
  readonly vocabulary: ReturnType<typeof vocabularyOf>;
  readonly stop: ReturnType<typeof atLimit>[];
  readonly top: number;
  readonly constraint?: Constraint;
}

const rulesOf = (isConstrained: boolean): Rules => ({
  ...{ vocabulary: vocabularyOf('a', 'b', 'c', 'd', 'e', 'f'), stop: [atLimit(6)], top: vocabSize },
  ...(isConstrained ? { constraint: neverTwice() } : {}),
});

type Way = (model: FunctionModel, logits: Float32Array, rules: Rules, seed: number) => Promise<readonly Token[]>;

const ways: readonly (readonly [name: string, way: Way])[] = [
  [
    'greedy',
    async (model, logits, rules) => {
      const sampler = compileSampler({ kind: 'greedy' }, vocabSize);
      return (await decoded(decode(model, logits, { ...rules, sampler }))).tokens;
    },
  ],
  [
    'sampled',
    async (model, logits, rules, seed) => {
      const sampler = compileSampler({ kind: 'sample', filters, seed }, vocabSize);
      return (await decoded(decode(model, logits, { ...rules, sampler }))).tokens;
    },
  ],
  [
    'speculative',
    async (model, logits, rules, seed) => {
      const sampler = compileSampler({ kind: 'sample', filters, seed }, vocabSize);
      return (
        await decoded(
          speculate(model, logits, { ...rules, sampler, speculation: asking(promptLookup, 3), now: () => 0 }),
        )
      ).tokens;
    },
  ],
  [
    'beam',
    async (model, logits, rules) => {
      const strategy = { kind: 'beam', width: 3, lengthPenalty: 1, earlyStopping: true } as const;
      return (await beamSearch(model, logits, { ...rules, strategy })).at(-1)!.tokens;
    },
  ],
];

describe.each(ways)('the probabilities of %s tokens', (_, way) => {
  const given = fc.tuple(
    fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 5 }),
    fc.integer(),
    fc.integer({ min: 6, max: 20 }),
  );

  it('multiply to that of the text, computed from scratch', async () => {
    await fc.assert(
      fc.asyncProperty(given, async ([prompt, seed, contextLength]) => {
        const model = hashModel(vocabSize, contextLength);
        const { logits } = (await prefill(model, prompt, 8, () => false))!;
        const tokens = await way(model, logits, rulesOf(false), seed);
        const ids = tokens.map(({ id }) => id);
        const product = tokens.reduce((p, { logprob }) => p * Math.exp(logprob), 1);
        expect(product / Math.exp(logprobOf(hashModel(vocabSize), prompt, ids))).toBeCloseTo(1, 7);
      }),
      { numRuns: 50 },
    );
  });

  it('equal those computed from scratch, for alternatives and under a constraint too', async () => {
    await fc.assert(
      fc.asyncProperty(given, fc.boolean(), async ([prompt, seed, contextLength], isConstrained) => {
        const model = hashModel(vocabSize, contextLength);
        const { logits } = (await prefill(model, prompt, 8, () => false))!;
        const tokens = await way(model, logits, rulesOf(isConstrained), seed);
        tokens.forEach(({ id, logprob, inspection }, i) => {
          const before = tokens.slice(0, i).map((token) => token.id);
          const isAllowed = (other: number): boolean => !isConstrained || other !== before.at(-1);
          const all = logprobsAfter(hashModel(vocabSize), [...prompt, ...before], isAllowed);
          expect(logprob).toBeCloseTo(all[id]!, 7);
          const { alternatives, entropy } = inspection!;
          expect(alternatives).toHaveLength(all.filter((p) => p > -Infinity).length);
          for (const other of alternatives) expect(other.logprob).toBeCloseTo(all[other.id]!, 9);
          const expected = all.reduce((sum, lp) => (lp > -Infinity ? sum - Math.exp(lp) * lp : sum), 0);
          expect(entropy).toBeCloseTo(expected, 9);
        });
      }),
      { numRuns: 50 },
    );
  });
});
