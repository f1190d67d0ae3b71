import type { Distribution } from '../../../src/core/sampling/sampler.js';

/** A number as the fraction with the smallest denominator that is as near as 32-bit logits let it be. */
function fractionOf(number: number): string {
  for (let denominator = 1; denominator <= 1000; denominator++) {
    const numerator = Math.round(number * denominator);
    if (Math.abs(number - numerator / denominator) > 2e-7) continue;
    return denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`;
  }
  return String(number);
}

/** The probabilities of the first `count` ids: `1/15 8/15 0 2/5`. */
export function fractionsOf({ ids, probabilities }: Distribution, count: number): string {
  const all = new Array<number>(count).fill(0);
  ids.forEach((id, i) => (all[id] = probabilities[i]!));
  return all.map(fractionOf).join(' ');
}
