import { mergeCounts, noCounts, type Counts } from './counts.js';

/** The language and the model of a suggestion. */
export interface SuggestionOrigin {
  /** VS Code's identifier of the language, such as `typescript`. */
  readonly language: string;
  readonly model: string;
}

/** The counts of one day for one language and model. */
export interface Row extends SuggestionOrigin, Counts {
  /** `2026-11-25`, in the user's time zone. */
  readonly day: string;
}

/** One row for each day, language and model, in this order. */
export type Statistics = readonly Row[];

/** Number of days that are shown, including today; and number of days with counts that are kept. */
export const daysKept = 90;

/** Limits the file to about half a megabyte, whatever number of languages and models there are. */
const rowsKept = 2000;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byKey = (a: Row, b: Row): number =>
  compare(a.day, b.day) || compare(a.language, b.language) || compare(a.model, b.model);

/** The sum of several statistics; the order of merging does not matter. */
export function merge(...all: readonly Statistics[]): Statistics {
  const merged: Row[] = [];
  for (const row of all.flat().sort(byKey)) {
    const last = merged.at(-1);
    if (last && byKey(last, row) === 0) merged[merged.length - 1] = { ...last, ...mergeCounts(last, row) };
    else merged.push(row);
  }
  return merged;
}

/**
 * Drops all but the last `daysKept` days on which something was counted, and of too many rows the oldest. It reads no
 * clock: one that is wrong for a moment would make everything too old.
 */
export function trim(statistics: Statistics): Statistics {
  const days = new Set([...new Set(statistics.map(({ day }) => day))].sort().slice(-daysKept));
  return statistics.filter(({ day }) => days.has(day)).slice(-rowsKept);
}

/** The rows of the last `daysKept` days by the calendar, and of days in the future by this clock. */
export function recent(statistics: Statistics, today: string): Statistics {
  const first = daysUntil(today, daysKept)[0]!;
  return statistics.filter(({ day }) => day >= first);
}

/** The sum of all rows. */
export function total(statistics: Statistics): Counts {
  return statistics.reduce<Counts>(mergeCounts, noCounts);
}

/** The sums by language, by model or by day; the most shown first. */
export function totalsBy(statistics: Statistics, by: 'language' | 'model' | 'day'): [name: string, Counts][] {
  const sums = new Map<string, Counts>();
  for (const row of statistics) sums.set(row[by], mergeCounts(sums.get(row[by]) ?? noCounts, row));
  return [...sums].sort(([nameA, a], [nameB, b]) => b.shown - a.shown || compare(nameA, nameB));
}

/** The last `count` days up to this one, the oldest first. */
export function daysUntil(today: string, count: number): string[] {
  const [year, month, day] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, i) =>
    // In UTC, which has no summer time: every day has 24 hours there.
    new Date(Date.UTC(year!, month! - 1, day! - count + 1 + i)).toISOString().slice(0, 10),
  );
}
