import type { Draft, Drafter } from './drafter.js';

/** How many of the last tokens have to stand in the source, too; a longer match counts for more. */
const shortestMatch = 2;
const longestMatch = 16;

/** How many tokens before `end` in `source` equal those at the end of `tokens`. */
function matchLength(source: readonly number[], end: number, tokens: readonly number[]): number {
  const most = Math.min(longestMatch, end, tokens.length);
  let length = 0;
  while (length < most && source[end - 1 - length] === tokens[tokens.length - 1 - length]) length++;
  return length;
}

/**
 * What followed the longest, and among equals the latest, occurrence of the last tokens.
 *
 * @param source where to look; may be `tokens` itself.
 */
export function findContinuation(
  source: readonly number[],
  tokens: readonly number[],
  limit: number,
  shortest = shortestMatch,
): Draft | undefined {
  let bestEnd = -1;
  let best = shortest - 1;
  for (let end = source.length - 1; end >= shortest && best < longestMatch; end--) {
    if (source[end - 1] !== tokens.at(-1)) continue;
    const length = matchLength(source, end, tokens);
    if (length > best) {
      best = length;
      bestEnd = end;
    }
  }
  return bestEnd < 0 ? undefined : { tokens: source.slice(bestEnd, bestEnd + limit) };
}

/** Prompt look-up (Saxena 2023; Yang et al. 2023, "Inference with reference"): code repeats what stands around it. */
export const promptLookup: Drafter = {
  name: 'prompt look-up',
  draft: (tokens, limit) => findContinuation(tokens, tokens, limit),
};

/**
 * The remains of the previous suggestion: where a key made it void, most of the rest of it is often right still.
 *
 * @param previous the end of the previous prompt and what was decoded after it.
 */
export function previousSuggestionDrafter(previous: readonly number[]): Drafter {
  return { name: 'previous suggestion', draft: (tokens, limit) => findContinuation(previous, tokens, limit, 1) };
}
