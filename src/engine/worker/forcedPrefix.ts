import type { CompletionRequest } from '../../core/completion.js';
import type { AnswerRules } from '../../core/decode/answer.js';
import type { ForcedToken } from '../../core/sampling/forcedSampler.js';
import type { LanguageModel } from '../../core/model/languageModel.js';
import { findTokenization, type Tokenization } from '../../core/decode/tokenizationSearch.js';

/**
 * How what healing took off is spelled again; undefined where that is nothing. Samples draw their spelling with the rest.
 *
 * @param logits the row after the prompt's last token; no forward may overwrite it.
 */
export async function spellingOf(
  model: LanguageModel,
  logits: Float32Array,
  { strategy }: CompletionRequest,
  { vocabulary, constraint, skipBytes = 0 }: AnswerRules,
  cancelled: () => boolean,
): Promise<Tokenization | undefined> {
  if (strategy.kind === 'sample' || !constraint || skipBytes === 0) return undefined;
  return findTokenization(model, logits, { vocabulary, constraint, length: skipBytes, cancelled });
}

/** What an answer begins with: what a person picked, or else the spelling. */
export function beginningOf(picked: readonly number[] | undefined, spelling: Tokenization | undefined): ForcedToken[] {
  const ids = picked?.length ? picked : (spelling?.tokens ?? []);
  return ids.map((id, i) => {
    const corrections = spelling?.correctionsAfter(ids.slice(0, i));
    return corrections ? { id, corrections } : { id };
  });
}
