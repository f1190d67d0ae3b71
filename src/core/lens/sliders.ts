import type { Sampling } from '../sampling/sampling.js';

/** The settings that have sliders in the lens. */
export const sliderKeys = ['temperature', 'topK', 'topP', 'minP'] as const;
export type SliderKey = (typeof sliderKeys)[number];

/** The values of the sliders. */
export type SliderValues = Readonly<Record<SliderKey, number>>;

/** The values of the sliders by the settings. */
export function slidersOf({ temperature, topK = 0, topP = 1, minP = 0 }: Sampling): SliderValues {
  return { temperature, topK, topP, minP };
}

const range = (from: number, to: number, perUnit: number): number[] =>
  Array.from({ length: Math.round((to - from) * perUnit) + 1 }, (_, i) => from + i / perUnit);

/** Stops of each slider: even steps where the scale is linear to users, growing ones where the effect is. */
const stops: Readonly<Record<SliderKey, readonly number[]>> = {
  temperature: range(0, 2, 20),
  topK: [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000],
  topP: range(0.01, 1, 100),
  minP: [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1],
};

/** A slider's stops, ascending; the setting's own value is always one of them. */
export function stopsOf(key: SliderKey, setting: number): readonly number[] {
  const all = stops[key];
  return all.includes(setting) ? all : [...all, setting].sort((a, b) => a - b);
}
