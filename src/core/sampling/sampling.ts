import { filterKinds, filterNumbers, type Filter } from './filters/filters.js';
import type { FilterNumber } from './filters/filter.js';
import { beamSettings, samplingFields, type SamplingField } from './samplingSettings.js';
import type { Strategy } from './strategy.js';

/** The numbers of sampling by the names of their settings; absent ones have no effect. */
export type Sampling = Readonly<Partial<Record<SamplingField, number>> & Record<'temperature' | 'seed', number>>;

/** Defaults of the commands. */
export const defaultSampling = Object.fromEntries(
  Object.entries(samplingFields).map(([name, setting]) => [name, setting.default]),
) as Readonly<Record<SamplingField, number>>;

/** Defaults of the commands for beam search. */
export const defaultBeam = {
  kind: 'beam',
  width: beamSettings.beamWidth.default,
  lengthPenalty: beamSettings.lengthPenalty.default,
  earlyStopping: false,
} as const satisfies Strategy;

/** The filters of the numbers that have an effect, in the order in which they are applied. */
export function filtersOf(sampling: Sampling): Filter[] {
  const valueOf = ({ setting, off, default: usual }: FilterNumber): number =>
    sampling[setting as SamplingField] ?? off ?? usual;
  return filterKinds.flatMap((kind): Filter[] => {
    const numbers = filterNumbers(kind);
    const [, main] = numbers[0]!;
    if (valueOf(main) === main.off) return [];
    return [{ kind, ...Object.fromEntries(numbers.map(([field, number]) => [field, valueOf(number)])) } as Filter];
  });
}

/** Sampling with these settings; greedy at temperature 0. */
export function samplingStrategy(sampling: Sampling): Strategy {
  if (sampling.temperature === 0) return { kind: 'greedy' };
  const { seed, samples = 1 } = sampling;
  return { kind: 'sample', filters: filtersOf(sampling), seed, ...(samples > 1 ? { samples } : {}) };
}

/** More than requested, since some read the same, or are empty once they are cleaned up. */
const spare = 2;

/** The strategy that finds about `count` distinct texts where `strategy` finds one. */
export function withTextCount(strategy: Strategy, count: number): Strategy {
  switch (strategy.kind) {
    case 'greedy':
      return { kind: 'beam', width: count + spare, lengthPenalty: 0 };
    case 'sample':
      return { ...strategy, samples: count + spare };
    case 'beam':
      return { ...strategy, width: Math.max(strategy.width, count + spare) };
  }
}
