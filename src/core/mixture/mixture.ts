import { MatchBuffer } from '../workspace/matchBuffer.js';
import { modelFeatureCount, modelFeatures, workspaceFeatureCount, workspaceFeatures } from './features.js';
import { workspaceWeight } from './network.js';
import type { MixtureParameters } from './parameters.js';
import { rowFacts, type RowFacts } from './rowFacts.js';
import { NextTokenCounts } from './nextTokenCounts.js';

/** How much of each step is the workspace's. */
export type MixingWeight =
  /** As fitted: by what both sides know at that step. */
  | { readonly kind: 'fitted' }
  /** Always the same, where the workspace has an answer at all. */
  | { readonly kind: 'fixed'; readonly share: number };

/** Finds what followed a context; looks at the open document and the index. */
export type FindMatches = (context: readonly number[], matches: MatchBuffer) => void;

/** Most places that one context is judged by: those of a document's two parts and of the index. */
const maxPlaces = 512;

/**
 * p = (1 − w) · p_model + w · p_workspace, as logits. An interpolation of a model with an n-gram cache (Kuhn and de Mori
 * 1990; for code Tu, Su, Devanbu 2014), the longest matches by a suffix array (Liu et al. 2024, ∞-gram), w by a small
 * fitted function. Both sides are exact distributions over the whole vocabulary, and so is the mixture. Buffers are reused from
 * step to step.
 */
export class Mixture {
  /** Of the last step. */
  readonly matches = new MatchBuffer(maxPlaces);
  readonly counts: NextTokenCounts;
  private readonly features = new Float64Array(workspaceFeatureCount + modelFeatureCount);

  constructor(
    readonly parameters: MixtureParameters,
    vocabSize: number,
  ) {
    this.counts = new NextTokenCounts(parameters, vocabSize);
  }

  /**
   * Looks a context up; `evidence` and `tally` tell what there is.
   *
   * @returns whether there is anything.
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
   * @param context the tokens before it, as they stand in the file.
   * @returns w; 0 where the workspace has no answer, and the row is as it was.
   */
  mix(logits: Float32Array, context: readonly number[], find: FindMatches, share: MixingWeight): number {
    if (!this.lookUp(context, find)) return 0;
    const { counts } = this;
    const facts = rowFacts(logits);
    const weight = share.kind === 'fixed' ? share.share : this.fittedWeight(logits, facts);
    if (weight <= 0) return 0;
    const log = Math.log(weight / (1 - weight)) + facts.logSum;
    for (let i = 0; i < counts.count; i++) {
      const id = counts.ids[i]!;
      logits[id] = logOfSum(logits[id]!, log + Math.log(counts.shareOf(id)));
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
      tallyBestProbability: Math.exp(logits[counts.best]! - logSum),
    };
    modelFeatures(view, counts, features);
    return workspaceWeight(this.parameters, features);
  }
}

/** ln(exp(a) + exp(b)) */
function logOfSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
