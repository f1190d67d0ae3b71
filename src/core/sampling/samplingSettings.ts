import type { Filter } from './strategy.js';

/** The values that a number may have. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly isInteger?: boolean;
}

/** A number that users set. */
export interface NumberSetting extends NumberRange {
  readonly default: number;
}

interface SamplingSetting extends NumberSetting {
  /** The value that disables its filter. */
  readonly off?: number;
  /** The least value of its filter, where the setting has a smaller one with a meaning of its own. */
  readonly filterMin?: number;
}

/**
 * The numbers of sampling: the only place that has their ranges and defaults. The command's flags, the fields of a
 * request's strategy and its checks are derived from it, and a test compares the manifest with it.
 */
export const samplingSettings = {
  /** 0 means greedy. */
  temperature: { min: 0, max: 5, default: 0.7, off: 1, filterMin: 0.01 },
  /** 0 means all. */
  topK: { min: 0, max: 1_000_000, isInteger: true, default: 40, off: 0, filterMin: 1 },
  topP: { min: 0.001, max: 1, default: 0.95, off: 1 },
  minP: { min: 0, max: 1, default: 0, off: 0 },
  typicalP: { min: 0.001, max: 1, default: 1, off: 1 },
  repetitionPenalty: { min: 0.1, max: 10, default: 1, off: 1 },
  frequencyPenalty: { min: -10, max: 10, default: 0, off: 0 },
  presencePenalty: { min: -10, max: 10, default: 0, off: 0 },
  /** 0 allows every n-gram again. */
  noRepeatNgram: { min: 0, max: 100, isInteger: true, default: 0, off: 0, filterMin: 1 },
  /** Number of the last tokens that penalties look at. */
  penaltyWindow: { min: 1, max: 1_000_000, isInteger: true, default: 64 },
  /** Its lower 32 bits count. */
  seed: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true, default: 0 },
} as const satisfies Readonly<Record<string, SamplingSetting>>;

export type SamplingName = keyof typeof samplingSettings;

/** The numbers of sampling as commands and requests have them. */
export const samplingFields = {
  ...samplingSettings,
  /** Number of texts to draw. */
  samples: { min: 1, max: 64, isInteger: true, default: 1 },
} as const satisfies Readonly<Record<string, NumberSetting>>;

export type SamplingField = keyof typeof samplingFields;

/** The numbers of beam search. */
export const beamSettings = {
  beamWidth: { min: 1, max: 64, isInteger: true, default: 4 },
  lengthPenalty: { min: 0, max: 2, default: 0 },
} as const satisfies Readonly<Record<string, NumberSetting>>;

/** The setting of each number of a filter; the first one of a filter disables it. */
type FilterFields = {
  readonly [K in Filter['kind']]: Readonly<Record<Exclude<keyof Extract<Filter, { kind: K }>, 'kind'>, SamplingName>>;
};

/**
 * The filters in the order in which they are applied: penalties for repetition first, then the temperature, and the tail
 * is cut off from the distribution that the temperature made.
 */
export const filterFields: FilterFields = {
  noRepeatNgram: { n: 'noRepeatNgram', window: 'penaltyWindow' },
  repetition: { penalty: 'repetitionPenalty', window: 'penaltyWindow' },
  frequency: { penalty: 'frequencyPenalty', window: 'penaltyWindow' },
  presence: { penalty: 'presencePenalty', window: 'penaltyWindow' },
  temperature: { value: 'temperature' },
  topK: { k: 'topK' },
  typicalP: { p: 'typicalP' },
  topP: { p: 'topP' },
  minP: { p: 'minP' },
};

export const filterKinds = Object.keys(filterFields) as readonly Filter['kind'][];

/** The names of a filter's numbers, each with its setting. */
export const fieldsOf = (kind: Filter['kind']): [field: string, setting: SamplingName][] =>
  Object.entries(filterFields[kind]);

/** The setting of a name. */
export const samplingSetting = (name: SamplingName): SamplingSetting => samplingSettings[name];

/** The range of a filter's number. */
export function filterRange(name: SamplingName): NumberRange {
  const { filterMin, ...setting } = samplingSetting(name);
  return { ...setting, min: filterMin ?? setting.min };
}
