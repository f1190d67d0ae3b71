import { Evidence } from '../../workspace/evidence.js';
import { modelFeatureCount, modelFeatures, workspaceFeatureCount, workspaceFeatures } from './features.js';
import { workspaceWeight } from './network.js';
import type { MixtureParameters } from './parameters.js';
import { rowFacts, type RowFacts } from './rowFacts.js';
import { Tally } from './tally.js';

/** How much of each step is the workspace's. */
export type WorkspaceShare =
  /** As fitted: by what both sides know at that step. */
  | { readonly kind: 'fitted' }
  /** Always the same, where the workspace has an answer at all. */
  | { readonly kind: 'fixed'; readonly share: number };

/** Finds what followed a context; looks at the open document and the index. */
export type FindMatches = (context: readonly number[], evidence: Evidence) => void;

/** Most places that one context is judged by: those of a document's two parts and of the index. */
const mostPlaces = 512;

/**
 * p = (1 − w) · p_model + w · p_workspace, as logits. An interpolation of a model with an n-gram cache (Kuhn and de Mori
 * 1990; for code Tu, Su, Devanbu 2014), the longest matches by a suffix array (Liu et al. 2024, ∞-gram), w by a small
 * fitted function. Both sides are exact distributions over the whole vocabulary, and so is the mixture. Buffers are reused from
 * step to step.
 */
export class Mixture {
  /** Of the last step. */
  readonly evidence = new Evidence(mostPlaces);
  readonly tally: Tally;
  private readonly features = new Float64Array(workspaceFeatureCount + modelFeatureCount);

  constructor(
    readonly parameters: MixtureParameters,
    vocabSize: number,
  ) {
    this.tally = new Tally(parameters, vocabSize);
  }

  /**
   * Looks a context up; `evidence` and `tally` tell what there is.
   *
   * @returns whether there is anything.
   */
  lookUp(context: readonly number[], find: FindMatches): boolean {
    this.evidence.count = 0;
    find(context, this.evidence);
    if (this.evidence.count === 0) return false;
    this.tally.take(this.evidence);
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
  mix(logits: Float32Array, context: readonly number[], find: FindMatches, share: WorkspaceShare): number {
    if (!this.lookUp(context, find)) return 0;
    const { tally } = this;
    const facts = rowFacts(logits);
    const weight = share.kind === 'fixed' ? share.share : this.fittedWeight(logits, facts);
    if (weight <= 0) return 0;
    const log = Math.log(weight / (1 - weight)) + facts.logSum;
    for (let i = 0; i < tally.count; i++) {
      const id = tally.ids[i]!;
      logits[id] = logOfSum(logits[id]!, log + Math.log(tally.shareOf(id)));
    }
    return weight;
  }

  private fittedWeight(logits: Float32Array, { logSum, best, entropy }: RowFacts): number {
    const { tally, features } = this;
    workspaceFeatures(this.evidence, tally, features);
    const view = {
      entropy,
      best,
      bestProbability: Math.exp(logits[best]! - logSum),
      tallyBestProbability: Math.exp(logits[tally.best]! - logSum),
    };
    modelFeatures(view, tally, features);
    return workspaceWeight(this.parameters, features);
  }
}

/** ln(exp(a) + exp(b)) */
function logOfSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
