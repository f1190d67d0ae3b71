import type { Draft, Drafter } from './drafter.js';

/** Number of the last tokens that have to occur in the source as well; a longer match wins. */
const minMatchTokens = 2;
const maxMatchTokens = 16;

/** Number of tokens before `end` in `source` that equal those at the end of `tokens`. */
function matchLength(source: readonly number[], end: number, tokens: readonly number[]): number {
  const most = Math.min(maxMatchTokens, end, tokens.length);
  let length = 0;
  while (length < most && source[end - 1 - length] === tokens[tokens.length - 1 - length]) length++;
  return length;
}

/**
 * Finds the continuation of the longest, and among equals the latest, occurrence of the last tokens.
 *
 * @param source the tokens to search; may be `tokens` itself.
 */
export function findContinuation(
  source: readonly number[],
  tokens: readonly number[],
  limit: number,
  shortest = minMatchTokens,
): Draft | undefined {
  let bestEnd = -1;
  let best = shortest - 1;
  for (let end = source.length - 1; end >= shortest && best < maxMatchTokens; end--) {
    if (source[end - 1] !== tokens.at(-1)) continue;
    const length = matchLength(source, end, tokens);
    if (length > best) {
      best = length;
      bestEnd = end;
    }
  }
  return bestEnd < 0 ? undefined : { tokens: source.slice(bestEnd, bestEnd + limit) };
}

/** Prompt look-up (Saxena 2023; Yang et al. 2023, "Inference with reference"): code repeats what is around it. */
export const promptLookup: Drafter = {
  name: 'prompt look-up',
  draft: (tokens, limit) => findContinuation(tokens, tokens, limit),
};

/**
 * The rest of the previous suggestion: when a keystroke invalidates it, most of what remains is often still right.
 *
 * @param previous the end of the previous prompt and the tokens decoded after it.
 */
export function previousSuggestionDrafter(previous: readonly number[]): Drafter {
  return { name: 'previous suggestion', draft: (tokens, limit) => findContinuation(previous, tokens, limit, 1) };
}
