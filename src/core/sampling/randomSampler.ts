import { TokenCandidates } from './candidates.js';
import type { CompiledFilter } from './filters/filter.js';
import { compileFilter, type Filter } from './filters/filters.js';
import { inspect } from './inspection.js';
import type { Rng } from './rng.js';
import type { Distribution, Drafted, ChosenToken, StepContext, Sampler } from './sampler.js';

/** Draws a token from the filtered distribution. */
export class RandomSampler implements Sampler {
  private readonly candidates: TokenCandidates;
  private readonly filters: readonly CompiledFilter[];
  private readonly draftWeights: Float64Array;

  constructor(
    filters: readonly Filter[],
    private readonly rng: Rng,
    vocabSize: number,
  ) {
    this.candidates = new TokenCandidates(vocabSize);
    this.filters = filters.map((filter) => compileFilter(filter, vocabSize));
    this.draftWeights = new Float64Array(vocabSize);
  }

  pick(logits: Float32Array, context: StepContext): ChosenToken {
    const { total, pickOf } = this.weigh(logits, context);
    return pickOf(this.choose(total));
  }

  verify(logits: Float32Array, context: StepContext, { id, distribution }: Drafted): ChosenToken {
    // A draft that was not drawn has all its probability on one token. Then the rule below accepts it with probability
    // p(id) and otherwise draws from p without it: which is what a plain draw does, with one number of the sequence.
    if (!distribution) return this.pick(logits, context);
    const { total, pickOf } = this.weigh(logits, context);
    return pickOf(this.acceptOrReplace(id, distribution, total));
  }

  draw(logits: Float32Array, context: StepContext): ChosenToken & { readonly distribution: Distribution } {
    const { total, pickOf } = this.weigh(logits, context);
    const { ids, scores, count } = this.candidates;
    const probabilities = scores.slice(0, count).map((weight) => weight / total);
    return { ...pickOf(this.choose(total)), distribution: { ids: ids.slice(0, count), probabilities } };
  }

  /** Fills the candidates with the weights of the filtered distribution. */
  private weigh(logits: Float32Array, { history, allowed, top = 0 }: StepContext) {
    const logSumExp = this.candidates.gather(logits, allowed);
    for (const apply of this.filters) apply(this.candidates, history);
    const total = this.candidates.toWeights();
    // Before the choice, which may change the weights.
    const inspected = top > 0 ? { inspection: inspect(logits, allowed, top, this.candidates) } : {};
    const pickOf = (id: number): ChosenToken => ({ id, logprob: logits[id]! - logSumExp, ...inspected });
    return { total, pickOf };
  }

  /** Draws one of the candidates by its weight. */
  private choose(total: number): number {
    const { ids, scores, count } = this.candidates;
    let left = this.rng() * total;
    let last = 0;
    for (let i = 0; i < count; i++) {
      const weight = scores[i]!;
      if (weight === 0) continue;
      last = i;
      left -= weight;
      if (left < 0) break;
    }
    return ids[last]!;
  }

  /**
   * Modified rejection sampling (Leviathan et al. 2023, §2.3; Chen et al. 2023, algorithm 2): accepts the draft with
   * probability min(1, p/q), and otherwise draws from max(0, p − q), normalised. The outcome is distributed as p.
   */
  private acceptOrReplace(drafted: number, distribution: Distribution, total: number): number {
    const { ids, scores, count } = this.candidates;
    const { draftWeights } = this;
    distribution.ids.forEach((id, i) => (draftWeights[id] = distribution.probabilities[i]!));
    const q = draftWeights[drafted]!;
    const at = ids.subarray(0, count).indexOf(drafted);
    const p = at < 0 ? 0 : scores[at]! / total;
    const isAccepted = p > this.rng() * q;
    let residual = 0;
    if (!isAccepted) {
      for (let i = 0; i < count; i++) {
        residual += scores[i] = Math.max(0, scores[i]! / total - draftWeights[ids[i]!]!);
      }
    }
    for (const id of distribution.ids) draftWeights[id] = 0;
    return isAccepted ? drafted : this.choose(residual);
  }
}
