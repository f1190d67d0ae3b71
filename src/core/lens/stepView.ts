import type { StepChoice } from '../result.js';
import { TokenCandidates } from '../sampling/candidates.js';
import { compileFilter, type Filter } from '../sampling/filters/filters.js';
import { inspect } from '../sampling/inspection.js';

/** One of the most probable tokens of a step. */
export interface SeenToken {
  readonly id: number;
  /** By the model, among the allowed tokens. */
  readonly probability: number;
  /** Its probability after the filters. */
  readonly filtered: number;
  /** The filter that dropped it. */
  readonly droppedBy?: Filter['kind'];
}

/** The effect of one filter, in the order in which they are applied. */
interface FilterEffect {
  readonly kind: Filter['kind'];
  /** Number of tokens left after it. */
  readonly left: number;
  /** Number of tokens that it dropped. */
  readonly dropped: number;
}

/** A step's distribution before and after the filters. */
export interface StepView {
  /** The most probable tokens by the model, descending. */
  readonly tokens: readonly SeenToken[];
  /** The sums over all other tokens. */
  readonly others: { readonly count: number; readonly probability: number; readonly filtered: number };
  readonly effects: readonly FilterEffect[];
  readonly allowedCount: number;
  readonly keptCount: number;
  /** In nats, before and after the filters. */
  readonly entropy: number;
  readonly filteredEntropy: number;
}

/** Applies a filter as the sampler does. Temperature 0 leaves the most probable token: the limit of ever lower ones. */
function apply(filter: Filter, candidates: TokenCandidates, { logits, tokens }: StepChoice): void {
  const isGreedy = filter.kind === 'temperature' && filter.value === 0;
  const compiled = compileFilter(isGreedy ? { kind: 'topK', k: 1 } : filter, logits.length);
  compiled(candidates, { tokens, length: tokens.length });
}

/**
 * Computes the distribution at a step as sampling would draw from it, with the sampler's own filters.
 *
 * @param filters in the order in which they are applied.
 * @param top number of tokens to list.
 */
export function viewStep(choice: StepChoice, filters: readonly Filter[], top: number): StepView {
  const { logits, allowed } = choice;
  const candidates = new TokenCandidates(logits.length);
  candidates.gather(logits, allowed);
  const allowedCount = candidates.count;
  const dropped = new Map<number, Filter['kind']>();
  const effects = filters.map((filter): FilterEffect => {
    const before = candidates.ids.slice(0, candidates.count);
    apply(filter, candidates, choice);
    const left = new Set(candidates.ids.subarray(0, candidates.count));
    if (left.size < before.length) for (const id of before) if (!left.has(id)) dropped.set(id, filter.kind);
    return { kind: filter.kind, left: left.size, dropped: before.length - left.size };
  });
  candidates.toWeights();
  const { alternatives, entropy, filteredEntropy } = inspect(logits, allowed, top, candidates);
  const seen = alternatives.map(({ id, logprob, filtered }): SeenToken => {
    const droppedBy = dropped.get(id);
    return { id, probability: Math.exp(logprob), filtered, ...(droppedBy ? { droppedBy } : {}) };
  });
  const keptOthers = candidates.count - seen.filter(({ filtered }) => filtered > 0).length;
  const rest = (of: (token: SeenToken) => number): number => Math.max(0, 1 - seen.reduce((sum, t) => sum + of(t), 0));
  return {
    tokens: seen,
    others: {
      count: allowedCount - seen.length,
      probability: rest(({ probability }) => probability),
      // Not by the sum where none of them is left: rounding would leave a trace.
      filtered: keptOthers > 0 ? rest(({ filtered }) => filtered) : 0,
    },
    effects,
    allowedCount,
    keptCount: candidates.count,
    entropy,
    filteredEntropy,
  };
}
