import { compileSampler } from '../../../src/core/sampling/compileSampler.js';
import type { StepContext } from '../../../src/core/sampling/sampler.js';
import type { Filter } from '../../../src/core/sampling/filters/filters.js';
import { fractionsOf } from './fractions.js';
import { atStart } from './places.js';

/** The probabilities after the filters of tokens with these weights, as fractions: a token's logit is the logarithm of its weight. */
export function filtered(
  filters: readonly Filter[],
  weights: readonly number[],
  place: StepContext = atStart(),
): string {
  const sampler = compileSampler({ kind: 'sample', filters, seed: 1 }, weights.length);
  const { distribution } = sampler.draw(Float32Array.from(weights, Math.log), place);
  return fractionsOf(distribution!, weights.length);
}
