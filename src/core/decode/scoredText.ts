import type { CompletedText, CompletedToken } from '../result.js';
import type { ConfidenceScorer } from '../suggest/confidence/confidenceModel.js';
import type { ScoredToken } from '../suggest/confidence/features.js';
import { isOwnEnd, type Stop, type StopReason } from './stops/stop.js';

/** A decoded text with the tokens after its end, to be scored. */
export interface EndedText {
  /** All that were decoded, without their confidence. */
  readonly tokens: readonly CompletedToken[];
  readonly stop: Stop;
  readonly score: number;
  /** The workspace's part in each token; absent for none. */
  readonly traces?: readonly ScoredToken['workspace'][];
}

/** Cuts the tokens' texts where the answer ends, and drops those after it. */
function cutTokens(tokens: readonly CompletedToken[], keep: number): CompletedToken[] {
  const kept: CompletedToken[] = [];
  let length = 0;
  for (const token of tokens) {
    if (length >= keep && token.text.length > 0) break;
    kept.push({ ...token, text: token.text.slice(0, keep - length) });
    length += token.text.length;
  }
  return kept;
}

/**
 * ln p of what was decoded after a text and ended it: as far as the first token that shows that something else begins.
 */
function logprobOf(after: readonly CompletedToken[]): number {
  const shows = after.findIndex(({ text }) => text.trim() !== '');
  const ending = shows < 0 ? after : after.slice(0, shows + 1);
  return ending.reduce((sum, { logprob }) => sum + logprob, 0);
}

/** The confidence of the whole text, after the scorer has seen all tokens that are kept. */
function confidenceOf(
  kept: readonly CompletedToken[],
  all: readonly CompletedToken[],
  stop: StopReason,
  scorer: ConfidenceScorer,
): number {
  // The text was cut at an arbitrary position.
  if (stop === 'repetition') return 0;
  if (!isOwnEnd(stop)) return kept.at(-1)?.confidence ?? 1;
  return scorer.whole(logprobOf(all.slice(kept.length)));
}

/**
 * Cuts a decoded text where it ends, and scores it.
 *
 * @param reportsEnd whether to report the end's log-probability.
 */
export function scoredText(
  { tokens, stop: { reason, keep, logprob = 0 }, score, traces = [] }: EndedText,
  scorer: ConfidenceScorer,
  reportsEnd: boolean,
): CompletedText {
  const kept = cutTokens(tokens, keep).map((token, i) => ({
    ...token,
    confidence: scorer.add({ ...token, workspace: traces[i] }),
  }));
  const endLogprob = isOwnEnd(reason) ? logprobOf(tokens.slice(kept.length)) + logprob : 0;
  return {
    text: kept.map(({ text }) => text).join(''),
    tokens: kept,
    stop: reason,
    confidence: confidenceOf(kept, tokens, reason, scorer),
    ...(reportsEnd ? { endLogprob } : {}),
    score,
  };
}

/** Drops texts that occur before: two beams may spell one text with different tokens. */
export function distinct(texts: readonly CompletedText[]): CompletedText[] {
  return texts.filter(({ text }, i) => texts.findIndex((other) => other.text === text) === i);
}
