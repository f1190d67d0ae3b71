import { TokenCandidates } from './candidates.js';
import { selectCount } from './partialSelect.js';
import type { TokenSet } from '../model/tokenSet.js';

/** A token that could have been chosen. */
interface Alternative {
  readonly id: number;
  /** ln of the model's own probability among the allowed tokens, as in `ChosenToken`. */
  readonly logprob: number;
  /** Its probability after the filters; 0 for what they dropped. */
  readonly filtered: number;
}

/** The distribution at one step, for display. */
export interface Inspection {
  /** The most probable tokens by the model, descending; equal ones by id. */
  readonly alternatives: readonly Alternative[];
  /** −Σ p ln p in nats, of the model's distribution over the allowed tokens. */
  readonly entropy: number;
  /** The same of the filtered distribution; 0 for greedy, which leaves nothing to chance. */
  readonly filteredEntropy: number;
}

/** Entropy in nats of weights that add up to `total`. */
function entropyOf(weights: Float64Array, count: number, total: number): number {
  let entropy = 0;
  for (let i = 0; i < count; i++) {
    const p = weights[i]! / total;
    if (p > 0) entropy -= p * Math.log(p);
  }
  return entropy;
}

/**
 * Inspects one step: its most probable tokens, and its entropy. Costs some passes over the vocabulary, so it is only
 * done on request.
 *
 * @param logits one row, vocabSize long.
 * @param top number of alternatives.
 * @param filtered the weights that a draw was made from; absent for greedy.
 */
export function inspect(
  logits: Float32Array,
  allowed: TokenSet | undefined,
  top: number,
  filtered?: TokenCandidates,
): Inspection {
  const all = new TokenCandidates(logits.length);
  const logSumExp = all.gather(logits, allowed);
  const found = selectCount(all, top);
  const entropy = entropyOf(all.scores, all.count, all.toWeights());
  const ids = [...all.ids.subarray(0, found)].sort((a, b) => logits[b]! - logits[a]! || a - b);

  const kept = new Map<number, number>();
  let filteredTotal = 0;
  if (filtered) {
    for (let i = 0; i < filtered.count; i++) filteredTotal += filtered.scores[i]!;
    for (let i = 0; i < filtered.count; i++) kept.set(filtered.ids[i]!, filtered.scores[i]! / filteredTotal);
  } else if (ids.length > 0) {
    kept.set(ids[0]!, 1);
  }
  return {
    alternatives: ids.map((id) => ({ id, logprob: logits[id]! - logSumExp, filtered: kept.get(id) ?? 0 })),
    entropy,
    filteredEntropy: filtered ? entropyOf(filtered.scores, filtered.count, filteredTotal) : 0,
  };
}
