import { prefill } from '../../model/prefill.js';
import type { LanguageModel } from '../../model/languageModel.js';
import { compileSampler } from '../../sampling/compileSampler.js';
import type { Strategy } from '../../sampling/strategy.js';
import type { Distribution } from '../../sampling/sampler.js';
import type { Drafter } from './drafter.js';

/** Options of `prefill`. */
interface PrefillOptions {
  /** Maximum number of tokens in one forward. */
  readonly chunk: number;
  readonly cancelled: () => boolean;
}

/**
 * A second, smaller model with the same vocabulary, decoding by the same strategy (Leviathan et al. 2023, §2). It keeps
 * its own cache, which follows the accepted tokens.
 */
export function smallerModel(
  model: LanguageModel,
  strategy: Exclude<Strategy, { kind: 'beam' }>,
  { chunk, cancelled }: PrefillOptions = { chunk: model.contextLength, cancelled: () => false },
): Drafter {
  // A separate random sequence, so that a draft is independent of the choice that verifies it.
  const own = strategy.kind === 'sample' ? { ...strategy, seed: strategy.seed ^ 0x5bd1e995 } : strategy;
  const sampler = compileSampler(own, model.vocabSize);
  return {
    name: 'smaller model',
    isDrawing: strategy.kind === 'sample',
    async draft(tokens, limit) {
      if (tokens.length + limit > model.contextLength) return undefined;
      const drafted: number[] = [];
      const distributions: Distribution[] = [];
      const filled = await prefill(model, tokens, chunk, cancelled);
      if (!filled) return undefined;
      for (let row = filled.logits; ;) {
        const history = [...tokens, ...drafted];
        const { id, distribution } = sampler.draw(row, { history: { tokens: history, length: history.length } });
        drafted.push(id);
        if (distribution) distributions.push(distribution);
        if (drafted.length >= limit) break;
        row = model.tryCached(id) ?? (await model.forward([id], 1));
      }
      return distributions.length > 0 ? { tokens: drafted, distributions } : { tokens: drafted };
    },
  };
}
