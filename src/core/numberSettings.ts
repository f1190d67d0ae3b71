import type { NumberSetting } from './sampling/numberRange.js';
import { beamSettings, samplingSettings } from './sampling/samplingSettings.js';

/** The most threads of a forward: more than a machine has only cost memory, and far too many end the process. */
export const threadRange = { min: 1, max: 256, isInteger: true } as const;

/**
 * The range and default of every number among the settings, by its name below `inkling.`; null is the default of those
 * that may be left to Inkling.
 */
export const numberSettings = {
  ...samplingSettings,
  ...beamSettings,
  seed: { ...samplingSettings.seed, default: null },
  threads: { ...threadRange, default: null },
  delayMs: { min: 0, max: 5000, isInteger: true, default: null },
  maxTokens: { min: 1, max: 256, isInteger: true, default: 48 },
  'generate.maxTokens': { min: 1, max: 512, isInteger: true, default: 256 },
  'server.timeout': { min: 1, max: 600, default: 30 },
  alternatives: { min: 1, max: 10, isInteger: true, default: 3 },
} as const satisfies Readonly<Record<string, Omit<NumberSetting, 'default'> & { readonly default: number | null }>>;

/** The settings that are always a number. */
export type NumberSettingName = {
  [N in keyof typeof numberSettings]: (typeof numberSettings)[N]['default'] extends number ? N : never;
}[keyof typeof numberSettings];
