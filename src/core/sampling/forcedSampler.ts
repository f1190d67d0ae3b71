import { inspect } from './inspection.js';
import type { Drafted, ChosenToken, StepContext, Sampler } from './sampler.js';
import { TokenCandidates } from './candidates.js';

/** A token that is already chosen. */
export interface ForcedToken {
  readonly id: number;
  /** Corrections to the logits of some tokens, by id, where more is known of them than the model's row says. */
  readonly corrections?: ReadonlyMap<number, number>;
}

/**
 * A sampler that takes given tokens first, and then chooses as `sampler` does: decoding continues from tokens that the
 * user picked, or a search found.
 *
 * @param tokens must be allowed by the constraint, if there is one.
 */
export function forcing(sampler: Sampler, tokens: readonly ForcedToken[], vocabSize: number): Sampler {
  if (tokens.length === 0) return sampler;
  const candidates = new TokenCandidates(vocabSize);
  let taken = 0;
  const forced = (logits: Float32Array, { allowed, top = 0 }: StepContext): ChosenToken => {
    const { id, corrections } = tokens[taken++]!;
    const row = corrected(logits, corrections);
    const logprob = row[id]! - candidates.gather(row, allowed);
    return top > 0 ? { id, logprob, inspection: inspect(row, allowed, top) } : { id, logprob };
  };
  const isForcing = (): boolean => taken < tokens.length;
  return {
    pick: (logits, context) => (isForcing() ? forced(logits, context) : sampler.pick(logits, context)),
    verify: (logits, context, drafted: Drafted) =>
      isForcing() ? forced(logits, context) : sampler.verify(logits, context, drafted),
    draw: (logits, context) =>
      isForcing() ? { ...forced(logits, context), distribution: undefined } : sampler.draw(logits, context),
  };
}

/** A row with the corrections of a forced token; the row itself where there are none. */
export function corrected(logits: Float32Array, corrections: ForcedToken['corrections']): Float32Array {
  if (!corrections || corrections.size === 0) return logits;
  const row = logits.slice();
  for (const [id, correction] of corrections) row[id]! += correction;
  return row;
}
