import { historyOf } from '../../../src/core/decode/answer.js';
import { GreedySampler } from '../../../src/core/sampling/greedySampler.js';
import { prefill } from '../../../src/core/model/prefill.js';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';

/** The most probable `count` tokens after a prompt, one forward each; keeps what the cache has of the prompt. */
export async function greedyTokens(
  { model }: Pick<LoadedModel, 'model'>,
  prompt: readonly number[],
  count: number,
  chunk = 32,
): Promise<number[]> {
  const sampler = new GreedySampler();
  const filled = await prefill(model, prompt, chunk, () => false);
  const ids: number[] = [];
  for (let row = filled!.logits; ids.length < count; row = await model.forward(ids.slice(-1), 1)) {
    ids.push(sampler.pick(row, { history: historyOf(model.tokens) }).id);
  }
  return ids;
}
