import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits, roomAbove, tidyEnd, tidyStart, windowAround } from '../../../../src/core/prompt/window.js';

const limits = { before: 100, after: 30, rest: 100, step: 40 };
const startFor = (cursor: number): number => windowAround(cursor, cursor, 10_000, limits).start;

describe('windowAround, the start,', () => {
  it.each([
    [0, 0],
    [100, 0],
    [140, 0],
    [141, 40],
    [180, 40],
    [181, 80],
  ])('is, for a cursor at %d, %d', (cursor, start) => {
    expect(startFor(cursor)).toBe(start);
  });

  it('moves only in steps, and stays between them', () => {
    const starts = Array.from({ length: 1000 }, (_, cursor) => startFor(cursor));
    for (const [cursor, start] of starts.entries()) {
      const moved = start - (starts[cursor - 1] ?? 0);
      expect([0, limits.step]).toContain(moved);
      if (moved > 0) expect(new Set(starts.slice(cursor, cursor + limits.step)).size).toBe(1);
    }
  });

  it('leaves at least `before` and at most one step more before the cursor', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (cursor) => {
        const { before, step } = defaultLimits;
        const length = cursor - windowAround(cursor, cursor, 200_000).start;
        expect(length).toBeLessThanOrEqual(before + step);
        expect(length).toBeGreaterThanOrEqual(Math.min(cursor, before));
      }),
    );
  });
});

describe('windowAround, the end,', () => {
  it('is counted from the end of the line, so that typing on the line does not move it', () => {
    expect(windowAround(50, 60, 1000, limits).end).toBe(90);
    expect(windowAround(55, 60, 1000, limits).end).toBe(90);
  });

  it('is limited on a very long line, and moves only in steps there', () => {
    const ends = Array.from({ length: 1000 }, (_, cursor) => windowAround(cursor, 1e6, 2e6, limits).end);
    for (const [cursor, end] of ends.entries()) {
      expect([0, limits.step]).toContain(end - (ends[cursor - 1] ?? end));
      expect(end - cursor).toBeLessThanOrEqual(limits.rest + limits.step + limits.after);
      expect(end - cursor).toBeGreaterThanOrEqual(limits.rest + limits.after);
    }
  });

  it('is not after the end of the document', () => {
    expect(windowAround(50, 60, 70, limits).end).toBe(70);
  });
});

describe('roomAbove', () => {
  it('returns the part of the window beyond the document’s start', () => {
    const rooms = Array.from({ length: 1000 }, (_, cursor) => roomAbove(cursor, limits));
    for (const [cursor, room] of rooms.entries()) {
      const { start } = windowAround(cursor, cursor, 10_000, limits);
      expect(start === 0 || room === 0).toBe(true);
      const length = cursor - start + room;
      expect(length).toBeGreaterThanOrEqual(limits.before);
      expect(length).toBeLessThanOrEqual(limits.before + limits.step);
    }
  });
});

describe('tidyStart', () => {
  const long = 'a'.repeat(5000);

  it.each([
    ['begins at a line where one is near', 'lf;\nreturn 1;', 'return 1;'],
    ['cuts to it in a short text as well', 'a long first line;\nb', 'b'],
    ['cuts to it in a long text as well', `lf;\n${long}\nb`, `${long}\nb`],
    ['cuts to it 2000 characters further on', `${'a'.repeat(1999)}\nb`, 'b'],
    ['keeps a longer line', `${'a'.repeat(2000)}\nb`, `${'a'.repeat(2000)}\nb`],
    ['keeps a longer line without half an emoji', `\uDE00${long}\nb`, `${long}\nb`],
    ['keeps the only line', 'lf;', 'lf;'],
    ['keeps nothing where the only line ends', 'lf;\n', ''],
    ['leaves out half an emoji', '\uDE00 = 1', ' = 1'],
    ['leaves out the first of the low surrogates', '\uDC00 = 1', ' = 1'],
    ['leaves out the last of the low surrogates', '\uDFFF = 1', ' = 1'],
    ['keeps a whole emoji', '😀 = 1', '😀 = 1'],
    ['keeps nothing of nothing', '', ''],
  ])('%s', (_, text, tidied) => {
    expect(tidyStart(text, false)).toBe(tidied);
  });

  it('changes nothing at the document’s start', () => {
    expect(tidyStart('lf;\nreturn 1;', true)).toBe('lf;\nreturn 1;');
  });
});

describe('tidyEnd', () => {
  it.each([
    ['leaves out half an emoji', 'a = \uD83D', 'a = '],
    ['leaves out the first of the high surrogates', 'a = \uD800', 'a = '],
    ['leaves out the last of the high surrogates', 'a = \uDBFF', 'a = '],
    ['keeps a whole emoji', 'a = 😀', 'a = 😀'],
    ['keeps nothing of nothing', '', ''],
  ])('%s', (_, text, tidied) => {
    expect(tidyEnd(text)).toBe(tidied);
  });
});

it('tidyStart and tidyEnd leave no half surrogate pair in any text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀', 'ä'), minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(text, fc.nat(30), (whole, at) => {
      const { start, end } = windowAround(at, at, whole.length, { before: 5, after: 7, rest: 9, step: 3 });
      const before = tidyStart(whole.slice(start), start === 0);
      const after = tidyEnd(whole.slice(0, end));
      expect(before + after).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});
