import { filterKinds, filterNumbers, type FilterSettingName } from './filters/filters.js';
import type { SamplingSetting } from './filters/filter.js';
import type { NumberSetting } from './numberRange.js';

export type SamplingName = FilterSettingName | 'seed';

const filterSettings = Object.fromEntries(
  filterKinds.flatMap(filterNumbers).map(([, { setting, ...range }]) => [setting, range]),
) as Readonly<Record<FilterSettingName, SamplingSetting>>;

/**
 * The numbers of sampling with their ranges and defaults. The command's flags, the fields of a request's strategy and
 * its checks are derived from it, and a test compares the manifest with it.
 */
export const samplingSettings: Readonly<Record<SamplingName, SamplingSetting>> = {
  ...filterSettings,
  /** Its lower 32 bits count. */
  seed: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true, default: 0 },
};

export type SamplingField = SamplingName | 'samples';

/** The numbers of sampling as commands and requests have them. */
export const samplingFields: Readonly<Record<SamplingField, NumberSetting>> = {
  ...samplingSettings,
  /** Number of texts to draw. */
  samples: { min: 1, max: 64, isInteger: true, default: 1 },
};

/** The numbers of beam search. */
export const beamSettings = {
  beamWidth: { min: 1, max: 64, isInteger: true, default: 4 },
  lengthPenalty: { min: 0, max: 2, default: 0 },
} as const satisfies Readonly<Record<string, NumberSetting>>;
