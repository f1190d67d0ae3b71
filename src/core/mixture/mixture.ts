import { MatchBuffer } from '../workspace/matchBuffer.js';
import { modelFeatureCount, modelFeatures, workspaceFeatureCount, workspaceFeatures } from './features.js';
import { workspaceWeight } from './network.js';
import type { MixtureParameters } from './parameters.js';
import { rowFacts, type RowFacts } from './rowFacts.js';
import { NextTokenCounts } from './nextTokenCounts.js';

/** The weight of the workspace at each step. */
export type MixingWeight =
  /** Computed by the fitted network, from what both sides know at that step. */
  | { readonly kind: 'fitted' }
  /** Constant, where the workspace has an answer at all. */
  | { readonly kind: 'fixed'; readonly weight: number };

/** Finds what followed a context; searches the open document and the index. */
export type FindMatches = (context: readonly number[], matches: MatchBuffer) => void;

/** Maximum number of matching positions of one context: those of a document's two parts and of the index. */
const maxPositions = 512;

/**
 * The mixture p = (1 − w) · p_model + w · p_workspace, as logits. An interpolation of a model with an n-gram cache
 * (Kuhn and de Mori 1990; for code Tu, Su, Devanbu 2014), the longest matches by a suffix array (Liu et al. 2024,
 * ∞-gram), w by a small fitted function. Both sides are exact distributions over the whole vocabulary, and so is the
 * mixture. Buffers are reused from step to step.
 */
export class Mixture {
  /** Of the last step. */
  readonly matches = new MatchBuffer(maxPositions);
  readonly counts: NextTokenCounts;
  private readonly features = new Float64Array(workspaceFeatureCount + modelFeatureCount);

  constructor(
    readonly parameters: MixtureParameters,
    vocabSize: number,
  ) {
    this.counts = new NextTokenCounts(parameters, vocabSize);
  }

  /**
   * Looks a context up, and fills `matches` and `counts`.
   *
   * @returns whether there is any match.
   */
  lookUp(context: readonly number[], find: FindMatches): boolean {
    this.matches.count = 0;
    find(context, this.matches);
    if (this.matches.count === 0) return false;
    this.counts.take(this.matches);
    return true;
  }

  /**
   * Mixes a row of logits in place. Only the tokens that the workspace knows change: with Z = Σ exp(logit) their weight
   * exp(logit) grows by w / (1 − w) · Z · p_workspace, which is the mixture but for a common factor.
   *
   * @param logits one row, vocabSize long.
   * @param context the tokens before it, in the order of the file.
   * @returns w; 0 where the workspace has no answer, and the row is unchanged.
   */
  mix(logits: Float32Array, context: readonly number[], find: FindMatches, mixing: MixingWeight): number {
    if (!this.lookUp(context, find)) return 0;
    const { counts } = this;
    const facts = rowFacts(logits);
    const weight = mixing.kind === 'fixed' ? mixing.weight : this.fittedWeight(logits, facts);
    if (weight <= 0) return 0;
    const log = Math.log(weight / (1 - weight)) + facts.logSum;
    for (let i = 0; i < counts.count; i++) {
      const id = counts.ids[i]!;
      logits[id] = logOfSum(logits[id]!, log + Math.log(counts.probabilityOf(id)));
    }
    return weight;
  }

  private fittedWeight(logits: Float32Array, { logSum, best, entropy }: RowFacts): number {
    const { counts, features } = this;
    workspaceFeatures(this.matches, counts, features);
    const view = {
      entropy,
      best,
      bestProbability: Math.exp(logits[best]! - logSum),
      workspaceBestProbability: Math.exp(logits[counts.best]! - logSum),
    };
    modelFeatures(view, counts, features);
    return workspaceWeight(this.parameters, features);
  }
}

/** ln(exp(a) + exp(b)). */
function logOfSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
