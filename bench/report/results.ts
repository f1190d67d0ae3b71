import type { Agreement } from '../cases/agreement.js';
import type { Profile } from '../profile/types.js';
import { pairedRatio, summarize, type Summary } from '../statistics.js';

/** One quantity of one engine in one case. */
export interface Measurement {
  readonly case: string;
  readonly threads: number;
  readonly engine: string;
  readonly quantity: string;
  readonly unit: string;
  readonly summary: Summary;
  /** The ratio to Inkling's value in the same task, where they are comparable. */
  readonly ratio?: Summary;
}

/** The results of a run of the bench. */
export interface Results {
  readonly measurements: readonly Measurement[];
  readonly agreement?: readonly Agreement[];
  readonly profile?: Profile;
  /** Cases that could not be measured, and why. */
  readonly failures: readonly string[];
}

/** Values of each engine by task: all lists have the same length, and Inkling's is the first. */
export type Series = ReadonlyMap<string, readonly number[]>;

/** The case and quantity of a series. */
export interface Heading {
  readonly case: string;
  readonly threads: number;
  readonly quantity: string;
  readonly unit: string;
}

/** Summarizes a series, with the ratios to its first engine unless they are not comparable. */
export function measurementsOf(heading: Heading, series: Series, isCompared = true): Measurement[] {
  const own = isCompared ? [...series.values()][0] : undefined;
  const measured = [...series].filter(([, values]) => values.some((value) => !Number.isNaN(value)));
  return measured.map(([engine, values]) => ({
    ...heading,
    engine,
    summary: summarize(values),
    ...(own && values !== own && hasPairs(values, own) ? { ratio: pairedRatio(values, own) } : {}),
  }));
}

/** Whether any task was measured with both. */
const hasPairs = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.some((value, i) => !Number.isNaN(value + b[i]!));

/** A series of one quantity of the outcomes. */
export function seriesOf<T>(outcomes: ReadonlyMap<string, readonly T[]>, quantity: (outcome: T) => number): Series {
  return new Map([...outcomes].map(([engine, all]) => [engine, all.map(quantity)]));
}
