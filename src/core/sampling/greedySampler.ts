import { sumOfExp } from '../model/logSumExp.js';
import { inspect } from './inspection.js';
import type { ChosenToken, StepContext, Sampler } from './sampler.js';
import { isEmpty, type TokenSet } from '../model/tokenSet.js';

/** The index of the largest logit among the allowed ids, the smallest id between equals. */
export function argmax(logits: Float32Array, allowed?: TokenSet): number {
  if (allowed?.kind === 'only') {
    let best = allowed.ids[0]!;
    for (const id of allowed.ids) {
      if (logits[id]! > logits[best]! || (logits[id] === logits[best] && id < best)) best = id;
    }
    return best;
  }
  const forbidden = allowed?.ids.length ? new Set(allowed.ids) : undefined;
  let best = -1;
  let top = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    if (logits[id]! > top && !forbidden?.has(id)) {
      top = logits[id]!;
      best = id;
    }
  }
  return best;
}

/** ln Σ exp(logit − top) over the allowed ids. */
function logSumExp(logits: Float32Array, top: number, allowed?: TokenSet): number {
  let sum = 0;
  if (allowed?.kind === 'only') {
    for (const id of allowed.ids) sum += Math.exp(logits[id]! - top);
    return Math.log(sum);
  }
  // Larger logits than the top are forbidden, and perhaps so large that they would drown the others: they are not even
  // added.
  sum = sumOfExp(logits, top);
  if (allowed) for (const id of allowed.ids) if (logits[id]! <= top) sum -= Math.exp(logits[id]! - top);
  return Math.log(sum);
}

/** Takes the most probable token. */
export class GreedySampler implements Sampler {
  pick(logits: Float32Array, { allowed, top = 0 }: StepContext): ChosenToken {
    if (allowed && isEmpty(allowed)) throw new RangeError('No token is allowed.');
    const id = argmax(logits, allowed);
    const logprob = -logSumExp(logits, logits[id]!, allowed);
    return top > 0 ? { id, logprob, inspection: inspect(logits, allowed, top) } : { id, logprob };
  }

  verify(logits: Float32Array, context: StepContext): ChosenToken {
    return this.pick(logits, context);
  }

  draw(logits: Float32Array, context: StepContext): ChosenToken & { distribution: undefined } {
    return { ...this.pick(logits, context), distribution: undefined };
  }
}
