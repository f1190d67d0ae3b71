import type { AlternativeToken, CompletedToken } from '../result.js';
import type { ServerAlternative, ServerToken } from './serverStream.js';

/** Whether a token may come where `missing` has to be spelled. */
const fits = (text: string, missing: string): boolean =>
  text !== '' && (text.startsWith(missing) || missing.startsWith(text));

/**
 * ln p of a token, given that the user has typed the text that it begins with: its probability among the reported tokens
 * that fit this text. Those that are not reported count as 0, so it is an upper bound.
 *
 * @param missing the typed text that the token has to spell or begin; '' for none.
 * @returns undefined where the server does not tell the probability.
 */
export function conditionedOn(missing: string, { text, logprob, alternatives = [] }: ServerToken): number | undefined {
  if (logprob === undefined || missing === '') return logprob;
  const others = alternatives.filter((other) => other.text !== text && fits(other.text, missing));
  const sum = others.reduce((total, other) => total + Math.exp(other.logprob), Math.exp(logprob));
  return Math.min(0, logprob - Math.log(sum));
}

/** A server does not tell its filters' effect: with greedy choice only the chosen token remains. */
const alternativeToken = (
  { id, text, logprob }: ServerAlternative,
  rank: number,
  chosen: ServerToken,
): AlternativeToken => ({
  // Where the server tells no ids these are distinct at least, and never those of a token.
  id: id ?? -1 - rank,
  text,
  logprob,
  filtered: text === chosen.text ? 1 : 0,
});

/** A token as it is reported. @param top the number of requested alternatives; undefined for none. */
export function completedToken(
  token: ServerToken,
  { text, logprob, top }: { readonly text: string; readonly logprob: number; readonly top: number | undefined },
): CompletedToken {
  if (top === undefined) return { text, logprob };
  const alternatives = (token.alternatives ?? []).slice(0, top).map((other, i) => alternativeToken(other, i, token));
  const id = token.id ?? alternatives.find((other) => other.text === token.text)?.id;
  return { text, logprob, ...(id === undefined ? {} : { id }), alternatives };
}
