import type { Matches } from '../workspace/matchBuffer.js';
import { lengthClass, type MixtureParameters } from './parameters.js';

/**
 * The workspace's distribution of the next token: its matching positions counted, each by its weight. Buffers are
 * reused.
 */
export class NextTokenCounts {
  /** Number of distinct tokens: the first entries of `ids`. */
  count = 0;
  readonly ids: Int32Array;
  /** Σ of all weights. */
  total = 0;
  /** The most probable token, the smallest id between equals. */
  best = -1;
  bestProbability = 0;
  /** −Σ p ln p in nats. */
  entropy = 0;
  private readonly weights: Float64Array;
  /** exp of the parameters. */
  private readonly positionWeights: readonly Float64Array[];

  constructor({ places }: Pick<MixtureParameters, 'places'>, vocabSize: number) {
    this.ids = new Int32Array(vocabSize);
    this.weights = new Float64Array(vocabSize);
    this.positionWeights = places.map((ofKind) => Float64Array.from(ofKind, Math.exp));
  }

  /** p_workspace of a token; 0 for one that followed nowhere. */
  probabilityOf(id: number): number {
    return this.total > 0 ? this.weights[id]! / this.total : 0;
  }

  /** Resets the counts, and counts the matches of at least one position. */
  take(matches: Matches): void {
    const { ids, weights } = this;
    for (let i = 0; i < this.count; i++) weights[ids[i]!] = 0;
    this.count = 0;
    this.total = 0;
    for (let i = 0; i < matches.count; i++) {
      const id = matches.tokens[i]!;
      const weight = this.positionWeights[matches.kinds[i]!]![lengthClass(matches.lengths[i]!)]!;
      if (weights[id] === 0) ids[this.count++] = id;
      weights[id]! += weight;
      this.total += weight;
    }
    this.summarise();
  }

  private summarise(): void {
    const { ids, weights, total } = this;
    let best = ids[0]!;
    let entropy = 0;
    for (let i = 0; i < this.count; i++) {
      const id = ids[i]!;
      const weight = weights[id]!;
      if (weight > weights[best]! || (weight === weights[best] && id < best)) best = id;
      entropy -= (weight / total) * Math.log(weight / total);
    }
    this.best = best;
    this.bestProbability = weights[best]! / total;
    this.entropy = entropy;
  }
}
