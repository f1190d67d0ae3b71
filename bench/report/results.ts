import type { Agreement } from '../cases/agreement.js';
import type { Profile } from '../profile/types.js';
import { pairedRatio, summarize, type Summary } from '../statistics.js';

/** One quantity of one contestant in one case. */
export interface Measurement {
  readonly case: string;
  readonly threads: number;
  readonly contestant: string;
  readonly quantity: string;
  readonly unit: string;
  readonly summary: Summary;
  /** How many times as much it is as Inkling's in the same task, where that is a comparison. */
  readonly ratio?: Summary;
}

/** What a run of the bench found. */
export interface Results {
  readonly measurements: readonly Measurement[];
  readonly agreement?: readonly Agreement[];
  readonly profile?: Profile;
  /** Cases that could not be measured, and why. */
  readonly failures: readonly string[];
}

/** What was measured of each contestant, task by task: all lists are equally long, and Inkling's is the first. */
export type Series = ReadonlyMap<string, readonly number[]>;

/** Where a series belongs. */
export interface Heading {
  readonly case: string;
  readonly threads: number;
  readonly quantity: string;
  readonly unit: string;
}

/** Summarizes a series, with the ratios to its first contestant unless they say nothing. */
export function measurementsOf(heading: Heading, series: Series, isCompared = true): Measurement[] {
  const own = isCompared ? [...series.values()][0] : undefined;
  const measured = [...series].filter(([, values]) => values.some((value) => !Number.isNaN(value)));
  return measured.map(([contestant, values]) => ({
    ...heading,
    contestant,
    summary: summarize(values),
    ...(own && values !== own && hasPairs(values, own) ? { ratio: pairedRatio(values, own) } : {}),
  }));
}

/** Whether some task was measured with both. */
const hasPairs = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.some((value, i) => !Number.isNaN(value + b[i]!));

/** A series of one quantity of what came of each task. */
export function seriesOf<T>(outcomes: ReadonlyMap<string, readonly T[]>, quantity: (outcome: T) => number): Series {
  return new Map([...outcomes].map(([contestant, all]) => [contestant, all.map(quantity)]));
}
