import { filtersOf } from '../sampling/sampling.js';
import type { Strategy } from '../sampling/strategy.js';

const seeds = 2 ** 32;

/** For users who set the temperature to 0 and yet want another text: usual sampling. */
const usualFilters = filtersOf({ temperature: 0.8, topK: 40, topP: 0.95, seed: 0 });

/**
 * Returns the strategy of the `n`th text for a span, the first being 0: that of the settings, with its own seed. The
 * same seed gives the same texts in the same order.
 *
 * @param seed for texts that the settings' strategy, being greedy, cannot find.
 */
export function strategyOfNth(strategy: Strategy, n: number, seed: number): Strategy {
  if (n === 0) return strategy;
  const first = strategy.kind === 'sample' ? strategy : { kind: 'sample' as const, filters: usualFilters, seed };
  return { ...first, seed: (first.seed + n) % seeds };
}

/** Far from the seeds of other texts for the span. */
const retrySeedStep = 1_000_003;

/** Returns the strategy for the `n`th retry of a text that was unusable; unchanged for 0. */
export const redrawn = (strategy: Strategy, n: number): Strategy =>
  strategy.kind === 'sample' ? { ...strategy, seed: (strategy.seed + n * retrySeedStep) % seeds } : strategy;

/** Beams for the first text: more of them rarely find a better one, and each costs a forward per token. */
const firstBeams = 3;

/**
 * The strategies of the texts from which the best one is offered first: greedy, a sample as the settings say, and beams.
 */
export const strategiesForFirst = (strategy: Strategy): readonly Strategy[] => [
  { kind: 'greedy' },
  ...(strategy.kind === 'greedy' ? [] : [strategy]),
  { kind: 'beam', width: firstBeams, lengthPenalty: 0 },
];

/** The strategies of texts to compare: greedy, samples, and the most probable whole text. */
export const strategiesToCompare = (samples: readonly Strategy[], beamWidth: number): Strategy[] => [
  { kind: 'greedy' },
  ...samples,
  { kind: 'beam', width: beamWidth, lengthPenalty: 0 },
];
