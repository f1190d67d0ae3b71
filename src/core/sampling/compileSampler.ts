import { GreedySampler } from './greedySampler.js';
import { RandomSampler } from './randomSampler.js';
import { seededRng } from './rng.js';
import type { Sampler } from './sampler.js';
import type { Strategy } from './strategy.js';

/**
 * Compiles a checked strategy into a sampler that allocates nothing per token but its answer.
 *
 * @param vocabSize the width of a row of logits.
 */
export function compileSampler(strategy: Exclude<Strategy, { kind: 'beam' }>, vocabSize: number): Sampler {
  if (strategy.kind === 'greedy') return new GreedySampler();
  return new RandomSampler(strategy.filters, seededRng(strategy.seed), vocabSize);
}
