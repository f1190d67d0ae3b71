import { sumOfExp } from '../model/logSumExp.js';
import { isEmpty, type TokenSet } from '../model/tokenSet.js';

/**
 * The candidates for the next token, as parallel arrays of which the first `count` entries are in use. The arrays have
 * the vocabulary's size and are reused from step to step: choosing a token allocates nothing.
 */
export class TokenCandidates {
  readonly ids: Int32Array;
  /** Logits relative to `top`, so that exp never overflows; `toWeights` makes them weights. */
  readonly scores: Float64Array;
  count = 0;
  /** The logit whose score is 0: at first the largest one. */
  top = 0;

  constructor(vocabSize: number) {
    this.ids = new Int32Array(vocabSize);
    this.scores = new Float64Array(vocabSize);
  }

  /**
   * Fills the candidates with the allowed tokens of a row, ascending by id where all are allowed.
   *
   * @param logits one row, vocabSize long; not changed.
   * @returns ln Σ exp(logit) over the allowed tokens.
   */
  gather(logits: Float32Array, allowed?: TokenSet): number {
    if (allowed && isEmpty(allowed)) throw new RangeError('No token is allowed.');
    if (allowed?.kind === 'only') this.gatherListed(logits, allowed.ids);
    else this.gatherAll(logits, allowed?.ids);
    const { scores, count } = this;
    const top = this.largest();
    this.top = top;
    for (let i = 0; i < count; i++) scores[i]! -= top;
    return top + Math.log(sumOfExp(scores.subarray(0, count), 0));
  }

  /** Converts scores to weights exp(score), of which the largest is 1; returns their sum. */
  toWeights(): number {
    const { scores, count } = this;
    // Penalties and a low temperature may have moved all scores far below 0, or above.
    const largest = this.largest();
    this.top += largest;
    let total = 0;
    for (let i = 0; i < count; i++) total += scores[i] = Math.exp(scores[i]! - largest);
    return total;
  }

  /** Converts weights back to scores ln(weight). */
  toScores(): void {
    for (let i = 0; i < this.count; i++) this.scores[i] = Math.log(this.scores[i]!);
  }

  /** Keeps the entries for which `isKept` holds, in their order. */
  retain(isKept: (id: number, score: number) => boolean): void {
    const { ids, scores } = this;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      if (!isKept(ids[i]!, scores[i]!)) continue;
      ids[kept] = ids[i]!;
      scores[kept++] = scores[i]!;
    }
    this.count = kept;
  }

  private largest(): number {
    const { scores, count } = this;
    let largest = -Infinity;
    for (let i = 0; i < count; i++) if (scores[i]! > largest) largest = scores[i]!;
    return largest;
  }

  private gatherListed(logits: Float32Array, listed: Int32Array): void {
    for (let i = 0; i < listed.length; i++) {
      this.ids[i] = listed[i]!;
      this.scores[i] = logits[listed[i]!]!;
    }
    this.count = listed.length;
  }

  private gatherAll(logits: Float32Array, except?: Int32Array): void {
    const { ids, scores } = this;
    for (let id = 0; id < logits.length; id++) {
      ids[id] = id;
      scores[id] = logits[id]!;
    }
    this.count = logits.length;
    if (!except || except.length === 0) return;
    for (const id of except) scores[id] = Number.NaN;
    this.retain((_, score) => !Number.isNaN(score));
  }
}
