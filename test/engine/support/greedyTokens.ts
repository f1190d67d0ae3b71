import { compileSampler } from '../../../src/core/decode/sampler.js';
import { prefill } from '../../../src/core/decode/prefill.js';
import type { LoadedModel } from '../../../src/engine/loadModel.js';
import { greedy } from './requests.js';

/** The most probable `count` tokens after a prompt, one forward each; keeps what the cache has of the prompt. */
export async function greedyTokens(
  { model }: LoadedModel,
  prompt: readonly number[],
  count: number,
  chunk = 32,
): Promise<number[]> {
  const sampler = compileSampler(greedy, model.vocabSize);
  const filled = await prefill(model, prompt, chunk, () => false);
  const ids: number[] = [];
  for (let row = filled!.logits; ids.length < count; row = await model.forward(ids.slice(-1), 1)) {
    ids.push(sampler.pick(row).id);
  }
  return ids;
}
