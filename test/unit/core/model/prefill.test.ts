import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefill } from '../../../../src/core/model/prefill.js';
import { type FunctionModel, hashModel } from '../../support/models.js';

const never = (): boolean => false;

/** Brings `model` to hold `prompt`; returns what is there then. */
async function filled(model: FunctionModel, prompt: readonly number[], chunk: number) {
  const { logits, reused } = (await prefill(model, prompt, chunk, never))!;
  return { logits: [...logits], reused, tokens: model.tokens };
}

/** Three tokens only, so that two prompts often begin alike. */
const prompt = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 });
const chunk = fc.integer({ min: 1, max: 14 });

describe('prefill', () => {
  it('gives the same logits and the same cache in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, chunk, async (tokens, size) => {
        const whole = await filled(hashModel(3), tokens, tokens.length);
        expect(await filled(hashModel(3), tokens, size)).toEqual(whole);
        expect(whole.tokens).toEqual(tokens);
      }),
    );
  });

  it('gives the same on a warm cache as on a cold one', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, prompt, chunk, async (earlier, tokens, size) => {
        const warm = hashModel(3);
        await filled(warm, earlier, 4);
        const cold = await filled(hashModel(3), tokens, tokens.length);
        expect({ ...(await filled(warm, tokens, size)), reused: 0 }).toEqual(cold);
      }),
    );
  });

  it('feeds only what the cache lacks, in chunks, and requests one row', async () => {
    const model = hashModel(10);
    await filled(model, [1, 2, 3, 4], 9);
    const { reused } = await filled(model, [1, 2, 5, 6, 7, 8, 9], 2);
    expect(reused).toBe(2);
    expect(model.forwards.slice(1)).toEqual([
      { fed: [5, 6], rows: 0 },
      { fed: [7, 8], rows: 0 },
      { fed: [9], rows: 1 },
    ]);
  });

  it('feeds the last token again when the cache holds the whole prompt', async () => {
    const model = hashModel(10);
    await filled(model, [1, 2, 3, 4], 9);
    expect((await filled(model, [1, 2, 3], 9)).reused).toBe(2);
    expect(model.forwards.at(-1)).toEqual({ fed: [3], rows: 1 });
  });

  it.each([
    [0, []],
    [1, [1, 2]],
    [2, [1, 2, 3, 4]],
  ])('leaves the chunks so far in the cache when cancelled after %d', async (chunks, left) => {
    const model = hashModel(10);
    let asked = 0;
    expect(await prefill(model, [1, 2, 3, 4, 5], 2, () => asked++ === chunks)).toBeUndefined();
    expect(model.tokens).toEqual(left);
  });

  it('leaves the common prefix in the cache when cancelled before the first chunk', async () => {
    const model = hashModel(10);
    await filled(model, [1, 2, 3], 9);
    await prefill(model, [1, 2, 9, 9], 2, () => true);
    expect(model.tokens).toEqual([1, 2]);
  });
});
