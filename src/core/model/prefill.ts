import type { LanguageModel } from './languageModel.js';

/** The result of a prefill. */
interface Prefill {
  /** The logits after the prompt's last token; the model's own array. */
  readonly logits: Float32Array;
  /** Number of the prompt's tokens that were already in the cache; all if even the logits were known. */
  readonly reused: number;
}

/** Length of the common prefix. */
export function commonLength(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a[i] === b[i]) i++;
  return i;
}

/**
 * Brings the cache to hold exactly `prompt`: keeps the longest common prefix, drops the rest, and feeds what is missing
 * in chunks, since one forward cannot be interrupted.
 *
 * @param prompt at least one token, at most `contextLength`.
 * @param chunk maximum number of tokens in one forward.
 * @param cancelled checked before each forward.
 * @returns undefined when cancelled; the cache then holds a prefix of the prompt, which the next request can use.
 */
export async function prefill(
  model: LanguageModel,
  prompt: readonly number[],
  chunk: number,
  cancelled: () => boolean,
): Promise<Prefill | undefined> {
  // The last token has to be fed again: its logits are needed.
  let reused = Math.min(commonLength(model.tokens, prompt), prompt.length - 1);
  model.truncate(reused);
  for (let logits; (logits = model.tryCached(prompt[reused]!));) {
    if (++reused === prompt.length) return { logits, reused };
  }
  for (let from = reused; ; from += chunk) {
    if (cancelled()) return undefined;
    const isLast = from + chunk >= prompt.length;
    const logits = await model.forward(prompt.slice(from, from + chunk), isLast ? 1 : 0);
    if (isLast) return { logits, reused };
  }
}
