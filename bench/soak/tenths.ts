import { quantile } from '../statistics.js';
import type { MemorySample } from './sample.js';

export const tenthCount = 10;
/** Tenths at the start that are warm-up. */
export const warmUpTenths = 4;
/** Number of tenths after the warm-up that are compared with the last ones. */
const comparedTenths = 3;

/** A figure that must not grow by more than a bound. */
export interface Figure {
  readonly name: string;
  readonly unit: 'MB' | '';
  readonly valueOf: (sample: MemorySample) => number | undefined;
  /** Maximum growth after the warm-up, in its unit. */
  readonly bound: number;
}

const megabytes = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : bytes / 1e6);

/** Memory of native code and array buffers; undefined if a part is unknown. */
function nativeBytes({ anonymousBytes, host, worker }: MemorySample): number | undefined {
  if (anonymousBytes === undefined || worker === undefined) return undefined;
  return anonymousBytes - host.occupiedBytes - worker.occupiedBytes;
}

/**
 * All figures of a run. Memory of JavaScript is measured after garbage collection.
 *
 * The bounds are a fifth above the variation of runs of 16,000 and 21,000 steps after the warm-up, without a trend:
 * resident memory by 33 MB, since each thread's heap keeps up to 32 MB for new objects or releases them; without the heaps
 * by 10 MB; the host's heap by 1.2 MB, and the worker's by 5 MB, since the tokenizer's cache of lines and pieces fills and
 * is cleared.
 */
export const figures: readonly Figure[] = [
  { name: 'resident memory (RSS)', unit: 'MB', valueOf: ({ rssBytes }) => megabytes(rssBytes), bound: 40 },
  { name: 'of it anonymous', unit: 'MB', valueOf: ({ anonymousBytes }) => megabytes(anonymousBytes), bound: 40 },
  { name: 'anonymous without heaps', unit: 'MB', valueOf: (sample) => megabytes(nativeBytes(sample)), bound: 12 },
  { name: 'heap, host', unit: 'MB', valueOf: ({ host }) => megabytes(host.heapBytes), bound: 1.5 },
  { name: 'external, host', unit: 'MB', valueOf: ({ host }) => megabytes(host.externalBytes), bound: 1 },
  { name: 'heap, worker', unit: 'MB', valueOf: ({ worker }) => megabytes(worker?.heapBytes), bound: 6 },
  { name: 'external, worker', unit: 'MB', valueOf: ({ worker }) => megabytes(worker?.externalBytes), bound: 8 },
  { name: 'open files', unit: '', valueOf: ({ openFiles }) => openFiles, bound: 2 },
  { name: 'threads', unit: '', valueOf: ({ threads }) => threads, bound: 1 },
  { name: 'resources, host', unit: '', valueOf: ({ host }) => host.resources, bound: 4 },
  { name: 'resources, worker', unit: '', valueOf: ({ worker }) => worker?.resources, bound: 4 },
];

/** A figure over the run. */
export interface Course {
  readonly figure: Figure;
  /** The median of each tenth; undefined where nothing was measured. */
  readonly tenths: readonly (number | undefined)[];
  /** Growth from the tenths after the warm-up to the last ones; undefined if one of them has no value. */
  readonly growth: number | undefined;
  readonly isExceeded: boolean;
}

/** The median of the defined values; undefined if there are none. */
function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return sorted.length === 0 ? undefined : quantile(sorted, 0.5);
}

/**
 * Follows a figure over the run.
 *
 * @param samples those of each tenth.
 */
export function courseOf(figure: Figure, samples: readonly (readonly MemorySample[])[]): Course {
  const tenths = samples.map((some) => medianOf(some.map(figure.valueOf)));
  const early = medianOf(tenths.slice(warmUpTenths, warmUpTenths + comparedTenths));
  const late = medianOf(tenths.slice(-comparedTenths));
  const growth = early === undefined || late === undefined ? undefined : late - early;
  return { figure, tenths, growth, isExceeded: growth !== undefined && growth > figure.bound };
}
