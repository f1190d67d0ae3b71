import { describe, expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { decode } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { atLimit, type Stop } from '../../../../src/core/decode/stops/stop.js';
import { decoded } from '../../support/decoded.js';
import { type FunctionModel, tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

/** After each letter comes the next one, and a after d. */
const alphabet = (): FunctionModel =>
  tableModel([
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
  ]);

async function start(model: FunctionModel, limit: number): Promise<AsyncGenerator<Token, Stop>> {
  const { logits } = (await prefill(model, [3, 3], 8, () => false))!;
  const sampler = compileSampler({ kind: 'greedy' }, 4);
  return decode(model, logits, { vocabulary: vocabularyOf('a', 'b', 'c', 'd'), sampler, stop: [atLimit(limit)] });
}

describe('the cache after decoding', () => {
  it('holds the prompt and all tokens but the last one', async () => {
    const model = alphabet();
    expect((await decoded(await start(model, 3))).text).toBe('abc');
    expect(model.tokens).toEqual([3, 3, 0, 1]);
  });

  it.each([
    [0, [3, 3]],
    [1, [3, 3]],
    [2, [3, 3, 0]],
    [3, [3, 3, 0, 1]],
  ])('holds exactly the fed tokens when the generator is closed after %d', async (taken, tokens) => {
    const model = alphabet();
    const decoding = await start(model, 10);
    for (let i = 0; i < taken; i++) await decoding.next();
    await decoding.return({ reason: 'cancelled', keep: 0 });
    expect(model.tokens).toEqual(tokens);
  });

  it('serves the next request as a cold one would', async () => {
    const warm = alphabet();
    for await (const { text } of await start(warm, 10)) if (text === 'c') break;
    const { logits, reused } = (await prefill(warm, [3, 3, 0, 1, 2], 8, () => false))!;
    expect(reused).toBe(4);
    expect([...logits].map(Math.exp)).toEqual([0, 0, 0, 1]);
  });
});
