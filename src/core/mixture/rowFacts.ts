import { sumOfExp } from '../model/logSumExp.js';

/** The figures that the mixture needs of a row of the model's logits. */
export interface RowFacts {
  /** ln Σ exp(logit): a token's probability is exp(logit − logSum). */
  readonly logSum: number;
  /** The most probable token, the smallest id between equals. */
  readonly best: number;
  /** −Σ p ln p in nats. */
  readonly entropy: number;
}

/**
 * Tokens that are less probable than the best one by more than e⁻¹⁶ add less than a thousandth to the entropy of a
 * vocabulary.
 */
const span = 16;

/**
 * Computes the figures of a row.
 *
 * @param logits one row, vocabSize long.
 */
export function rowFacts(logits: Float32Array): RowFacts {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  const top = logits[best]!;
  const sum = sumOfExp(logits, top);
  let weighted = 0;
  // Twice as fast as an iterator, and this loop counts.
  // eslint-disable-next-line @typescript-eslint/prefer-for-of
  for (let id = 0; id < logits.length; id++) {
    const below = logits[id]! - top;
    if (below > -span) weighted += Math.exp(below) * below;
  }
  return { logSum: top + Math.log(sum), best, entropy: Math.log(sum) - weighted / sum };
}
