import type { TokenCandidates } from '../candidates.js';
import type { History } from '../history.js';

/** How often each token stands among the last ones; kept in one array that is cleaned by undoing what was counted. */
export class RecentCounts {
  private readonly counts: Int32Array;
  private readonly counted: number[] = [];

  constructor(vocabSize: number) {
    this.counts = new Int32Array(vocabSize);
  }

  /** Counts the last `window` tokens of the history. */
  count({ tokens, length }: History, window: number): Int32Array {
    for (const id of this.counted) this.counts[id] = 0;
    this.counted.length = 0;
    for (let i = Math.max(0, length - window); i < length; i++) {
      this.counts[tokens[i]!]!++;
      this.counted.push(tokens[i]!);
    }
    return this.counts;
  }
}

/**
 * Makes tokens that stand in the window less probable: divides a positive logit by `penalty` and multiplies a negative
 * one (Keskar et al. 2019, §4.1, with the sign rule that everybody uses since).
 */
export function penaliseRepetition(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores, top } = candidates;
  for (let i = 0; i < candidates.count; i++) {
    if (counts[ids[i]!] === 0) continue;
    const logit = scores[i]! + top;
    scores[i] = (logit > 0 ? logit / penalty : logit * penalty) - top;
  }
}

/** Takes `penalty` off a token's logit for each time that it stands in the window. */
export function penaliseFrequency(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores } = candidates;
  for (let i = 0; i < candidates.count; i++) scores[i]! -= penalty * counts[ids[i]!]!;
}

/** Takes `penalty` off the logit of every token that stands in the window, however often. */
export function penalisePresence(candidates: TokenCandidates, counts: Int32Array, penalty: number): void {
  const { ids, scores } = candidates;
  for (let i = 0; i < candidates.count; i++) if (counts[ids[i]!]! > 0) scores[i]! -= penalty;
}
