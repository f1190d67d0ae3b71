import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsOf,
  keptShare,
  mergeCounts,
  noCounts,
  type StatisticsEvent,
} from '../../../../src/core/statistics/counts.js';
import { format, parse } from '../../../../src/core/statistics/parse.js';
import {
  daysUntil,
  merge,
  total,
  totalsBy,
  recent,
  trim,
  type Row,
  type Statistics,
} from '../../../../src/core/statistics/statistics.js';

const row = (day: string, language: string, events: readonly StatisticsEvent[], model = 'small'): Row => ({
  ...{ day, language, model },
  ...events.map(countsOf).reduce(mergeCounts, noCounts),
});

const event = fc.oneof<fc.Arbitrary<StatisticsEvent>[]>(
  fc.constantFrom({ kind: 'shown' }, { kind: 'accepted' }, { kind: 'partlyAccepted' }, { kind: 'remembered' }),
  fc.record({ kind: fc.constant('saved'), characters: fc.integer({ min: -5, max: 500 }) }),
  fc.record({ kind: fc.constant('checked'), check: fc.nat(2), isKept: fc.boolean() }),
  fc.record({ kind: fc.constant('answered'), latencyMs: fc.double({ min: 0, max: 1e5, noNaN: true }) }),
);

const rows: fc.Arbitrary<Row> = fc
  .record({
    day: fc.constantFrom('2026-11-23', '2026-11-24', '2026-11-25'),
    language: fc.constantFrom('python', 'typescript'),
    model: fc.constantFrom('small', 'large'),
    events: fc.array(event, { maxLength: 5 }),
  })
  .map(({ day, language, model, events }) => row(day, language, events, model));

const windows = fc.array(fc.array(rows, { maxLength: 6 }), { maxLength: 5 });

describe('statistics', () => {
  it('count each kind of event separately', () => {
    const { shown, accepted, partlyAccepted, savedCharacters, checked, kept, remembered, latency } = row(
      '2026-11-25',
      'c',
      [
        { kind: 'shown' },
        { kind: 'shown' },
        { kind: 'accepted' },
        { kind: 'saved', characters: 12 },
        { kind: 'partlyAccepted' },
        { kind: 'saved', characters: 4 },
        { kind: 'checked', check: 0, isKept: true },
        { kind: 'checked', check: 0, isKept: false },
        { kind: 'checked', check: 2, isKept: true },
        { kind: 'remembered' },
        { kind: 'answered', latencyMs: 0.3 },
      ],
    );
    expect({ shown, accepted, partlyAccepted, savedCharacters }).toEqual({
      ...{ shown: 2, accepted: 1, partlyAccepted: 1, savedCharacters: 16 },
    });
    expect({ checked, kept, remembered, latency }).toEqual({
      ...{ checked: [2, 0, 1], kept: [1, 0, 1], remembered: 1, latency: { 0: 1 } },
    });
  });

  it('are the same, however the counts of several windows are merged', () => {
    fc.assert(
      fc.property(
        windows.chain((parts) =>
          fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length }), fc.nat(parts.length)),
        ),
        ([parts, shuffled, at]) => {
          const inOneGo = merge(...parts);
          expect(merge(...shuffled)).toEqual(inOneGo);
          expect(merge(merge(...shuffled.slice(0, at)), merge(...shuffled.slice(at)))).toEqual(inOneGo);
          expect(total(inOneGo)).toEqual(total(parts.flat()));
        },
      ),
    );
  });

  it('have one row for each day, language and model', () => {
    const shown: StatisticsEvent[] = [{ kind: 'shown' }];
    const merged = merge(
      [row('2026-11-25', 'python', shown), row('2026-11-24', 'python', shown)],
      [row('2026-11-25', 'python', shown), row('2026-11-25', 'python', shown, 'large')],
    );
    expect(merged.map(({ day, model, shown: count }) => [day, model, count])).toEqual([
      ['2026-11-24', 'small', 1],
      ['2026-11-25', 'large', 1],
      ['2026-11-25', 'small', 2],
    ]);
  });

  it('sum up by language, the most shown first', () => {
    const shown: StatisticsEvent = { kind: 'shown' };
    const all = [row('2026-11-24', 'c', [shown]), row('2026-11-24', 'go', [shown]), row('2026-11-25', 'go', [shown])];
    expect(totalsBy(all, 'language').map(([name, counts]) => [name, counts.shown])).toEqual([
      ['go', 2],
      ['c', 1],
    ]);
  });

  it('show 90 days', () => {
    const all = ['2026-08-27', '2026-08-28', '2026-11-25'].map((day) => row(day, 'go', []));
    expect(recent(all, '2026-11-25').map(({ day }) => day)).toEqual(['2026-08-28', '2026-11-25']);
  });

  it('keep the last 90 days with counts, whatever days are in between or ahead', () => {
    const days = daysUntil('2026-11-25', 100);
    const all = [...days.filter((_, i) => i % 2 === 0), '2099-01-01'].map((day) => row(day, 'go', []));
    expect(trim(all)).toEqual(all);
    const more = [...days, '2099-01-01'].map((day) => row(day, 'go', []));
    expect(trim(more)).toEqual(more.slice(-90));
  });

  it('never grow without bound, and drop the oldest first', () => {
    const all = merge(Array.from({ length: 3000 }, (_, i) => row(i < 1500 ? '2026-11-24' : '2026-11-25', `l${i}`, [])));
    const trimmed = trim(all);
    expect(trimmed.length).toBe(2000);
    expect(trimmed.filter(({ day }) => day === '2026-11-25').length).toBe(1500);
  });

  it('give no larger share of kept texts at a later check than at an earlier one', () => {
    // As seen: 13 of 15 after 30 s (87%), then 11 of 12 after 2 min (92%), because closed files were not looked at.
    const counts = { checked: [15, 12, 9], kept: [13, 11, 9] };
    const shares = [0, 1, 2].map((check) => keptShare(counts, check)!.toFixed(3));
    expect(shares).toEqual(['0.867', '0.794', '0.794']);
    const checks = fc.tuple(fc.nat(20), fc.nat(20)).map(([kept, gone]) => ({ kept, checked: kept + gone }));
    fc.assert(
      fc.property(fc.array(checks, { minLength: 3, maxLength: 3 }), (all) => {
        const some = { checked: all.map(({ checked }) => checked), kept: all.map(({ kept }) => kept) };
        const known = [0, 1, 2].flatMap((check) => keptShare(some, check) ?? []);
        expect(known).toEqual([...known].sort((a, b) => b - a));
      }),
    );
  });

  it('give no share of kept texts before a check, unless all are gone', () => {
    expect([0, 1].map((check) => keptShare({ checked: [2, 0, 0], kept: [1, 0, 0] }, check))).toEqual([0.5, undefined]);
    expect([0, 1].map((check) => keptShare({ checked: [2, 0, 0], kept: [0, 0, 0] }, check))).toEqual([0, 0]);
    expect(keptShare(noCounts, 0)).toBeUndefined();
  });

  it('count days over the ends of months and leap years', () => {
    expect(daysUntil('2028-03-01', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });
});

describe('the statistics file', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 8 }), (some) => {
        const statistics: Statistics = merge(some);
        expect(parse(format(statistics))).toEqual({ kind: 'read', statistics });
      }),
    );
  });

  const sound = format([row('2026-11-25', 'go', [{ kind: 'answered', latencyMs: 3 }])]);

  it.each([
    ['nothing', ''],
    ['half of it', sound.slice(0, -20)],
    ['a version that never was', sound.replace('"version":2', '"version":0')],
    ['a version that is no number', sound.replace('"version":2', '"version":"2"')],
    ['a list', '[]'],
    ['null', 'null'],
    ['no row', '{"version":2,"rows":[null]}'],
    ['a negative count', sound.replace('"shown":0', '"shown":-1')],
    ['a count that is a text', sound.replace('"accepted":0', '"accepted":"0"')],
    ['too few checks', sound.replace('"kept":[0,0,0]', '"kept":[0,0]')],
    ['a bucket that does not exist', sound.replace('"latency":{"', '"latency":{"9')],
    ['a day that is none', sound.replace('2026-11-25', 'today')],
  ])('is rejected: %s', (_, text) => {
    expect(parse(sound).kind).toBe('read');
    expect(text).not.toBe(sound);
    expect(parse(text)).toEqual({ kind: 'damaged' });
  });

  it('keeps only the first check of version 1, whose later ones looked for texts that were gone', () => {
    const old = { ...row('2026-11-25', 'go', [{ kind: 'shown' }]), checked: [15, 12, 9], kept: [13, 11, 9] };
    const file = parse(JSON.stringify({ version: 1, rows: [old] }));
    expect(file).toEqual({
      kind: 'read',
      statistics: [{ ...old, checked: [15, 0, 0], kept: [13, 0, 0] }],
    });
  });

  it('is distinguished from a damaged one when a later version wrote it', () => {
    expect(parse('{"version":3,"counts":{}}')).toEqual({ kind: 'newer' });
  });
});
