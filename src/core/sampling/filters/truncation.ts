import type { TokenCandidates } from '../candidates.js';
import { selectCount, selectMass } from '../partialSelect.js';
import { defineFilter } from './filter.js';

/** Keeps the `k` most probable tokens (Fan et al. 2018). */
export const topK = defineFilter({
  numbers: {
    /** 0 means all. */
    k: { setting: 'topK', min: 0, max: 1_000_000, isInteger: true, default: 40, off: 0, filterMin: 1 },
  },
  compile:
    ({ k }) =>
    (candidates) =>
      void (candidates.count = selectCount(candidates, k)),
});

function keepTopP(candidates: TokenCandidates, p: number): void {
  if (p >= 1) return;
  const total = candidates.toWeights();
  candidates.count = selectMass(candidates, p * total);
  candidates.toScores();
}

/** Keeps the nucleus, the smallest set of tokens that together have probability `p` (Holtzman et al. 2020, §3.1). */
export const topP = defineFilter({
  numbers: { p: { setting: 'topP', min: 0.001, max: 1, default: 0.95, off: 1 } },
  compile:
    ({ p }) =>
    (candidates) =>
      keepTopP(candidates, p),
});

function keepMinP(candidates: TokenCandidates, p: number): void {
  let top = -Infinity;
  for (let i = 0; i < candidates.count; i++) top = Math.max(top, candidates.scores[i]!);
  const least = top + Math.log(p);
  candidates.retain((_, score) => score >= least);
}

/** Keeps the tokens that are at least `p` times as probable as the most probable one (Nguyen et al. 2024, §3). */
export const minP = defineFilter({
  numbers: { p: { setting: 'minP', min: 0, max: 1, default: 0, off: 0 } },
  compile:
    ({ p }) =>
    (candidates) =>
      keepMinP(candidates, p),
});

/** @param scratch vocabSize numbers that are overwritten. */
function keepTypical(candidates: TokenCandidates, mass: number, scratch: Float64Array): void {
  if (mass >= 1) return;
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
  candidates.count = selectMass(candidates, mass * total, (id) => scratch[id]!);
  for (let i = 0; i < candidates.count; i++) scores[i] = Math.log(scratch[ids[i]!]!);
}

/**
 * Keeps the locally typical set (Meister et al. 2023, eq. 10): the tokens whose information −ln p is nearest to the
 * distribution's entropy, as few as together have probability `p`.
 */
export const typicalP = defineFilter({
  numbers: { p: { setting: 'typicalP', min: 0.001, max: 1, default: 1, off: 1 } },
  compile: ({ p }, vocabSize) => {
    const scratch = new Float64Array(vocabSize);
    return (candidates) => keepTypical(candidates, p, scratch);
  },
});
