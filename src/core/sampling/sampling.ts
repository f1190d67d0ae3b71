import type { Filter, Strategy } from './strategy.js';

/** The numbers of decoding as a person sets them; those that are absent do nothing. */
export interface Sampling {
  /** 0 means greedy. */
  readonly temperature: number;
  /** 0 means all. */
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly typical?: number;
  readonly repetitionPenalty?: number;
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
  /** 0 means that every n-gram may come again. */
  readonly noRepeatNgram?: number;
  /** How many of the last tokens penalties look at. */
  readonly penaltyWindow?: number;
  readonly seed: number;
  readonly samples?: number;
}

/** What a command takes where its user sets nothing. */
export const defaultSampling = {
  temperature: 0.7,
  topK: 40,
  topP: 0.95,
  minP: 0,
  typical: 1,
  repetitionPenalty: 1,
  frequencyPenalty: 0,
  presencePenalty: 0,
  noRepeatNgram: 0,
  penaltyWindow: 64,
  seed: 0,
  samples: 1,
} as const satisfies Required<Sampling>;

/** The same for beam search. */
export const defaultBeam = { kind: 'beam', width: 4, lengthPenalty: 0, earlyStopping: false } as const;

/**
 * The usual order: what repeats is punished first, then the temperature, and the tail is cut off from the distribution
 * that the temperature made.
 */
export function filtersOf(sampling: Sampling): Filter[] {
  const { temperature, topK = 0, topP = 1, minP = 0, typical = 1, noRepeatNgram = 0 } = sampling;
  const { repetitionPenalty = 1, frequencyPenalty = 0, presencePenalty = 0 } = sampling;
  const window = sampling.penaltyWindow ?? defaultSampling.penaltyWindow;
  const filters: Filter[] = [];
  if (noRepeatNgram > 0) filters.push({ kind: 'noRepeatNgram', n: noRepeatNgram, window });
  if (repetitionPenalty !== 1) filters.push({ kind: 'repetition', penalty: repetitionPenalty, window });
  if (frequencyPenalty !== 0) filters.push({ kind: 'frequency', penalty: frequencyPenalty, window });
  if (presencePenalty !== 0) filters.push({ kind: 'presence', penalty: presencePenalty, window });
  if (temperature !== 1) filters.push({ kind: 'temperature', value: temperature });
  if (topK > 0) filters.push({ kind: 'topK', k: topK });
  if (typical < 1) filters.push({ kind: 'typical', mass: typical });
  if (topP < 1) filters.push({ kind: 'topP', p: topP });
  if (minP > 0) filters.push({ kind: 'minP', p: minP });
  return filters;
}

/** Sampling with these numbers; greedy at temperature 0. */
export function samplingStrategy(sampling: Sampling): Strategy {
  if (sampling.temperature === 0) return { kind: 'greedy' };
  const { seed, samples = 1 } = sampling;
  return { kind: 'sample', filters: filtersOf(sampling), seed, ...(samples > 1 ? { samples } : {}) };
}

/** More than asked for, since some read the same, or nothing is left of them once they are tidied. */
const spare = 2;

/** The strategy that finds `count` different texts, or nearly, where `strategy` finds one. */
export function several(strategy: Strategy, count: number): Strategy {
  switch (strategy.kind) {
    case 'greedy':
      return { kind: 'beam', width: count + spare, lengthPenalty: 0 };
    case 'sample':
      return { ...strategy, samples: count + spare };
    case 'beam':
      return { ...strategy, width: Math.max(strategy.width, count + spare) };
  }
}
