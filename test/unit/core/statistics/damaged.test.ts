import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countsOf } from '../../../../src/core/statistics/counts.js';
import { format, parse } from '../../../../src/core/statistics/parse.js';
import { merge, total, trim, type Statistics } from '../../../../src/core/statistics/statistics.js';
import { corrupted, corruptedBytes, runs } from '../../../support/fuzz.js';

const row = { day: '2026-11-25', language: 'go', model: 'small', ...countsOf({ kind: 'shown' }) };
const rows: Statistics = [row, { ...row, day: '2026-11-26', ...countsOf({ kind: 'answered', latencyMs: 12 }) }];
const right = format(rows);

/** Reads a text as the file of the statistics and uses what comes of it as the editor does. */
function use(text: string): void {
  const file = parse(text);
  if (file.kind !== 'read') return;
  const merged = trim(merge(file.statistics, rows));
  expect(Object.values(total(merged)).every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
  expect(parse(format(merged))).toEqual({ kind: 'read', statistics: merged });
}

test('rejects a damaged file, or reads nothing but counts from it', () => {
  const damaged = fc.oneof(
    corruptedBytes(Buffer.from(right)).map((bytes) => Buffer.from(bytes).toString()),
    corrupted(JSON.parse(right)).map((value) => (value === undefined ? '' : JSON.stringify(value))),
  );
  fc.assert(fc.property(damaged, use), runs(2_000));
});

test('reads an undamaged file completely', () => {
  expect(parse(right)).toEqual({ kind: 'read', statistics: merge(rows) });
});
