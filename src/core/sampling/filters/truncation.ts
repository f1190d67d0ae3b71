import type { TokenCandidates } from '../candidates.js';
import { selectCount, selectMass } from '../partialSelect.js';

/** Keeps the `k` most probable tokens (Fan et al. 2018). */
export function keepTopK(candidates: TokenCandidates, k: number): void {
  candidates.count = selectCount(candidates, k);
}

/** Keeps the nucleus, the smallest set of tokens that together have probability `p` (Holtzman et al. 2020, §3.1). */
export function keepTopP(candidates: TokenCandidates, p: number): void {
  if (p >= 1) return;
  const total = candidates.toWeights();
  candidates.count = selectMass(candidates, p * total);
  candidates.toScores();
}

/** Keeps the tokens that are at least `p` times as probable as the most probable one (Nguyen et al. 2024, §3). */
export function keepMinP(candidates: TokenCandidates, p: number): void {
  let top = -Infinity;
  for (let i = 0; i < candidates.count; i++) top = Math.max(top, candidates.scores[i]!);
  const least = top + Math.log(p);
  candidates.retain((_, score) => score >= least);
}

/**
 * Keeps the locally typical set (Meister et al. 2023, eq. 10): the tokens whose information −ln p is nearest to the
 * distribution's entropy, as few as together have probability `typicalP`.
 *
 * @param scratch vocabSize numbers that are overwritten.
 */
export function keepTypical(candidates: TokenCandidates, typicalP: number, scratch: Float64Array): void {
  if (typicalP >= 1) return;
  const { ids, scores, count } = candidates;
  const total = candidates.toWeights();
  let entropy = 0;
  for (let i = 0; i < count; i++) {
    const p = scores[i]! / total;
    if (p > 0) entropy -= p * Math.log(p);
  }
  for (let i = 0; i < count; i++) {
    const weight = scores[i]!;
    scratch[ids[i]!] = weight;
    // Negative, so that the selection below takes the nearest first.
    scores[i] = -Math.abs(Math.log(weight / total) + entropy);
  }
  candidates.count = selectMass(candidates, typicalP * total, (id) => scratch[id]!);
  for (let i = 0; i < candidates.count; i++) scores[i] = Math.log(scratch[ids[i]!]!);
}
