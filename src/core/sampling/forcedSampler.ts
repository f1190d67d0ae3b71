import { inspect } from '../decode/inspection.js';
import type { Drafted, ChosenToken, StepContext, Sampler } from './sampler.js';
import { TokenCandidates } from './candidates.js';

/** A token that is chosen already. */
export interface ForcedToken {
  readonly id: number;
  /** What to add to the logits of some tokens, by id, where more is known of them than the model's row says. */
  readonly corrections?: ReadonlyMap<number, number>;
}

/**
 * Takes given tokens first, and then chooses as `sampler` does: decoding goes on from a beginning that a person picked, or
 * a search found.
 *
 * @param tokens such as the constraint, if there is one, allows.
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
    pick: (logits, place) => (isForcing() ? forced(logits, place) : sampler.pick(logits, place)),
    verify: (logits, place, drafted: Drafted) =>
      isForcing() ? forced(logits, place) : sampler.verify(logits, place, drafted),
    draw: (logits, place) =>
      isForcing() ? { ...forced(logits, place), distribution: undefined } : sampler.draw(logits, place),
  };
}

/** A row with the corrections of a forced token; the row itself where there are none. */
export function corrected(logits: Float32Array, corrections: ForcedToken['corrections']): Float32Array {
  if (!corrections || corrections.size === 0) return logits;
  const row = logits.slice();
  for (const [id, correction] of corrections) row[id]! += correction;
  return row;
}
