import { keptAfterMs } from './counts.js';
import { lastBucket } from './histogram.js';
import { merge, type Row, type Statistics } from './statistics.js';

/** Grows when the meaning of the counts changes. */
const version = 2;

/** In this version texts that were gone were looked for again: its later checks say nothing about those that were left. */
const versionOfRepeatedChecks = 1;

const firstOnly = (counts: readonly number[]): number[] => counts.map((count, check) => (check === 0 ? count : 0));

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isCounts = (value: unknown): boolean =>
  Array.isArray(value) && value.length === keptAfterMs.length && value.every(isCount);

const isHistogram = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([bucket, count]) => /^\d+$/.test(bucket) && Number(bucket) <= lastBucket && isCount(count),
  );

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Partial<Record<keyof Row, unknown>>;
  return (
    typeof row.day === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(row.day) &&
    [row.language, row.model].every((name) => typeof name === 'string') &&
    [row.shown, row.accepted, row.partlyAccepted, row.remembered].every(isCount) &&
    // Accepting a suggestion may replace more than it inserts.
    Number.isSafeInteger(row.savedCharacters) &&
    isCounts(row.checked) &&
    isCounts(row.kept) &&
    isHistogram(row.latency)
  );
}

/** Serialises the statistics for their file. */
export function format(statistics: Statistics): string {
  return JSON.stringify({ version, rows: statistics });
}

/** The content of the statistics file. */
export type StatisticsFile =
  | { readonly kind: 'read'; readonly statistics: Statistics }
  | { readonly kind: 'damaged' }
  /** Written by a later version of Inkling. */
  | { readonly kind: 'newer' };

/** Parses the text of the statistics file. */
export function parse(text: string): StatisticsFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { kind: 'damaged' };
  }
  if (typeof file !== 'object' || file === null) return { kind: 'damaged' };
  const { version: found, rows } = file as { version?: unknown; rows?: unknown };
  if (isCount(found) && found > version) return { kind: 'newer' };
  const isOld = found === versionOfRepeatedChecks;
  if ((found !== version && !isOld) || !Array.isArray(rows) || !rows.every(isRow)) return { kind: 'damaged' };
  const read = rows.map((row) =>
    isOld ? { ...row, checked: firstOnly(row.checked), kept: firstOnly(row.kept) } : row,
  );
  return { kind: 'read', statistics: merge(read) };
}
