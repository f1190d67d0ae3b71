import type { AnswerRules } from '../../core/decode/answer.js';
import { findTokenization, type Tokenization } from '../../core/decode/tokenizationSearch.js';
import type { LanguageModel } from '../../core/model/languageModel.js';
import type { ForcedToken } from '../../core/sampling/forcedSampler.js';
import type { Strategy } from '../../core/sampling/strategy.js';

/** A healed prefix that is to be spelled again. */
export interface HealedPrefix {
  readonly strategy: Strategy;
  readonly rules: AnswerRules;
  readonly cancelled: () => boolean;
}

/**
 * The tokens that spell the text that healing took off; undefined where that is nothing. Samples draw them with the rest.
 *
 * @param logits the row after the prompt's last token; no forward may overwrite it.
 */
export async function spellingOf(
  model: LanguageModel,
  logits: Float32Array,
  { strategy, rules: { vocabulary, constraint, skipBytes = 0 }, cancelled }: HealedPrefix,
): Promise<Tokenization | undefined> {
  if (strategy.kind === 'sample' || !constraint || skipBytes === 0) return undefined;
  return findTokenization(model, logits, { vocabulary, constraint, length: skipBytes, cancelled });
}

/** The tokens that an answer begins with: those that the user picked, or else those of the healed prefix. */
export function beginningOf(picked: readonly number[] | undefined, spelling: Tokenization | undefined): ForcedToken[] {
  const ids = picked?.length ? picked : (spelling?.tokens ?? []);
  return ids.map((id, i) => {
    const corrections = spelling?.correctionsAfter(ids.slice(0, i));
    return corrections ? { id, corrections } : { id };
  });
}
