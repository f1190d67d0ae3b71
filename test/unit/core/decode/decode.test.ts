import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { chiSquared, critical } from '../../support/chiSquared.js';
import { decoded, type Decoded } from '../../support/decoded.js';
import { type Table, tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const [a, b] = [0, 1];
const vocabulary = vocabularyOf('a', 'b', '<|end|>');
/** From a to b or the end, from b to a or the end. */
const table: Table = [
  [0, 0.75, 0.25],
  [0.5, 0, 0.5],
];

/** The text decoded after `a` with a seed. */
async function afterA(seed: number): Promise<Decoded> {
  const model = tableModel([...table, [1, 0, 0]]);
  const { logits } = (await prefill(model, [a], 1, () => false))!;
  const sampler = compileSampler({ kind: 'sample', filters: [], seed }, 3);
  return decoded(decode(model, logits, { vocabulary, sampler, stop: [] }));
}

/** p(ids | a) by the table, without the end. */
function product(ids: readonly number[]): number {
  return ids.reduce((p, id, i) => p * table[i === 0 ? a : ids[i - 1]!]![id]!, 1);
}

const seeds = Array.from({ length: 2000 }, (_, seed) => seed);

describe('decode', () => {
  it('returns the log of the product of the table: the chain rule', async () => {
    for (const seed of seeds.slice(0, 100)) {
      const { ids, logprob } = await afterA(seed);
      expect(Math.exp(logprob)).toBeCloseTo(product(ids), 6);
    }
  });

  it('draws texts as often as the product of the table says', async () => {
    const texts = ['', 'b', 'ba'];
    const counts = [0, 0, 0, 0];
    for (const seed of seeds) {
      const found = texts.indexOf((await afterA(seed)).text);
      counts[found < 0 ? 3 : found]!++;
    }
    // The end at once: 1/4. b, then the end: 3/4 · 1/2. b, a, then the end: 3/4 · 1/2 · 1/4.
    expect(chiSquared(counts, [0.25, 0.375, 0.09375, 0.28125])).toBeLessThan(critical[3]!);
  });

  it('yields the tokens in order, each with its text', async () => {
    const model = tableModel([
      [0, 1, 0],
      [0.25, 0, 0.75],
    ]);
    const { logits } = (await prefill(model, [a], 1, () => false))!;
    const sampler = compileSampler({ kind: 'greedy' }, 3);
    const { tokens, stop } = await decoded(decode(model, logits, { vocabulary, sampler, stop: [] }));
    expect(tokens.map(({ id, text }) => ({ id, text }))).toEqual([{ id: b, text: 'b' }]);
    expect(tokens[0]!.logprob).toBeCloseTo(0, 12);
    expect(stop).toEqual({ reason: 'end', keep: 1, logprob: expect.closeTo(Math.log(0.75), 6) as number });
  });
});
