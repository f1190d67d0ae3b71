import { filtersOf } from '../sampling/sampling.js';
import type { Strategy } from '../sampling/strategy.js';

const seeds = 2 ** 32;

/** For who set the temperature to 0 and yet wants another text: as ordinary as sampling gets. */
const ordinary = filtersOf({ temperature: 0.8, topK: 40, topP: 0.95, seed: 0 });

/**
 * The strategy of the `n`th text at a place, the first being 0: that of the settings, with a seed of its own. The same
 * seed gives the same texts in the same order.
 *
 * @param seed for texts that the settings' strategy, being greedy, cannot find.
 */
export function strategyOfNth(strategy: Strategy, n: number, seed: number): Strategy {
  if (n === 0) return strategy;
  const first = strategy.kind === 'sample' ? strategy : { kind: 'sample' as const, filters: ordinary, seed };
  return { ...first, seed: (first.seed + n) % seeds };
}

/** Far from the seeds that other texts at the place have. */
const againStep = 1_000_003;

/** The strategy for the `n`th time that a text is drawn anew because it was of no use; 0 for the first. */
export const drawnAgain = (strategy: Strategy, n: number): Strategy =>
  strategy.kind === 'sample' ? { ...strategy, seed: (strategy.seed + n * againStep) % seeds } : strategy;

/** The strategies of texts to compare: the most probable token by token, samples, and the most probable whole. */
export const strategiesToCompare = (samples: readonly Strategy[], beamWidth: number): Strategy[] => [
  { kind: 'greedy' },
  ...samples,
  { kind: 'beam', width: beamWidth, lengthPenalty: 0 },
];
