import { inspect } from './inspection.js';
import type { Drafted, Pick, Place, Sampler } from './sampler.js';
import { Candidates } from './candidates.js';

/**
 * Takes given tokens first, whatever their probability, and then chooses as `sampler` does: decoding goes on from a
 * beginning that a person picked. Each token still carries the probability that the model gives it.
 *
 * @param ids tokens that the constraint, if there is one, allows.
 */
export function forcing(sampler: Sampler, ids: readonly number[], vocabSize: number): Sampler {
  if (ids.length === 0) return sampler;
  const candidates = new Candidates(vocabSize);
  let taken = 0;
  const forced = (logits: Float32Array, { allowed, top = 0 }: Place): Pick => {
    const id = ids[taken++]!;
    const logSumExp = candidates.gather(logits, allowed);
    const logprob = logits[id]! - logSumExp;
    return top > 0 ? { id, logprob, inspection: inspect(logits, allowed, top) } : { id, logprob };
  };
  const isForcing = (): boolean => taken < ids.length;
  return {
    pick: (logits, place) => (isForcing() ? forced(logits, place) : sampler.pick(logits, place)),
    verify: (logits, place, drafted: Drafted) =>
      isForcing() ? forced(logits, place) : sampler.verify(logits, place, drafted),
    draw: (logits, place) =>
      isForcing() ? { ...forced(logits, place), distribution: undefined } : sampler.draw(logits, place),
  };
}
