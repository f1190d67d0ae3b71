import { mergeCounts, noCounts, type Counts } from './counts.js';

/** What a suggestion was for and where it came from. */
export interface SuggestionOrigin {
  /** The editor's name of the language, such as `typescript`. */
  readonly language: string;
  readonly model: string;
}

/** What was counted on one day for one language and model. */
export interface Row extends SuggestionOrigin, Counts {
  /** `2026-11-25`, as the person's calendar has it. */
  readonly day: string;
}

/** One row for each day, language and model, in this order. */
export type Statistics = readonly Row[];

/** How many days are shown, this one included; and how many days with counts are kept. */
export const daysKept = 90;

/** Bounds the file to about half a megabyte, whatever number of languages and models there are. */
const rowsKept = 2000;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byKey = (a: Row, b: Row): number =>
  compare(a.day, b.day) || compare(a.language, b.language) || compare(a.model, b.model);

/** What all of them counted; the order of merging does not matter. */
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
 * Leaves out all but the last `daysKept` days on which something was counted, and of too many rows the oldest. It asks no
 * clock: one that is wrong for a moment would make everything too old.
 */
export function trim(statistics: Statistics): Statistics {
  const days = new Set([...new Set(statistics.map(({ day }) => day))].sort().slice(-daysKept));
  return statistics.filter(({ day }) => days.has(day)).slice(-rowsKept);
}

/** The rows of the last `daysKept` days by the calendar, and of days that are still to come by this clock. */
export function recent(statistics: Statistics, today: string): Statistics {
  const first = daysUntil(today, daysKept)[0]!;
  return statistics.filter(({ day }) => day >= first);
}

/** The sum of all rows. */
export function total(statistics: Statistics): Counts {
  return statistics.reduce<Counts>(mergeCounts, noCounts);
}

/** The sums by language, by model or by day; what was shown most comes first. */
export function totalsBy(statistics: Statistics, by: 'language' | 'model' | 'day'): [name: string, Counts][] {
  const sums = new Map<string, Counts>();
  for (const row of statistics) sums.set(row[by], mergeCounts(sums.get(row[by]) ?? noCounts, row));
  return [...sums].sort(([nameA, a], [nameB, b]) => b.shown - a.shown || compare(nameA, nameB));
}

/** So many days up to this one, the oldest first. */
export function daysUntil(today: string, count: number): string[] {
  const [year, month, day] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, i) =>
    // By the calendar of one place without summer time: every day has 24 hours there.
    new Date(Date.UTC(year!, month! - 1, day! - count + 1 + i)).toISOString().slice(0, 10),
  );
}
