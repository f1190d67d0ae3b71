import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKept } from '../../../../src/core/statistics/kept.js';
import { moved, type TextChange } from '../../../../src/core/statistics/textChange.js';

describe('isKept', () => {
  it.each([
    ['parse(text);', 'parse(text);', true],
    // The same words in another layout.
    ['parse(text);', 'parse(\n    text\n  );', true],
    // One of five words is another.
    ['parse(text);', 'parse(source);', true],
    // Two of five.
    ['parse(text);', 'stringify(source);', false],
    // Other text around.
    ['parse(text);', 'return JSON.parse(text); // sic', true],
    ['parse(text);', '', false],
    ['parse(text);', 'p', false],
    ['name', 'name', true],
    ['name', 'names', false],
    ['größe = 1', 'größe = 1', true],
  ])('decides for %j in %j: %s', (accepted, now, kept) => expect(isKept(accepted, now)).toBe(kept));

  it('finds a text in whatever is around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, text, after) => {
        expect(isKept(text, `${before} ${text} ${after}`)).toBe(true);
      }),
    );
  });
});

/** The text with its tracked part in brackets, after the change. */
function track(marked: string, offset: number, removed: number, inserted: string): string {
  const [start, end] = [marked.indexOf('['), marked.indexOf(']') - 1];
  const text = marked.replace(/[[\]]/g, '');
  const range = moved({ start, end }, [{ offset, removed, inserted }]);
  const now = text.slice(0, offset) + inserted + text.slice(offset + removed);
  return `${now.slice(0, range.start)}[${now.slice(range.start, range.end)}]${now.slice(range.end)}`;
}

describe('moved', () => {
  it.each<[string, string, [number, number, string], string]>([
    ['moves with what is written before it', 'ab[cd]ef', [0, 0, 'x'], 'xab[cd]ef'],
    ['leaves out what is written just before it', 'ab[cd]ef', [2, 0, 'x'], 'abx[cd]ef'],
    ['leaves out what is written just after it', 'ab[cd]ef', [4, 0, 'x'], 'ab[cd]xef'],
    ['holds what is written into it', 'ab[cd]ef', [3, 0, 'x'], 'ab[cxd]ef'],
    ['is empty when it was deleted', 'ab[cd]ef', [2, 2, ''], 'ab[]ef'],
    ['is empty when more was deleted', 'ab[cd]ef', [1, 4, ''], 'a[]f'],
    ['stays when what follows is deleted', 'ab[cd]ef', [4, 2, ''], 'ab[cd]'],
    ['grows to what replaces its end', 'ab[cd]ef', [3, 2, 'xyz'], 'ab[cxyz]f'],
    ['grows to what replaces all of it', 'ab[cd]ef', [0, 6, 'a cd f'], '[a cd f]'],
  ])('%s', (_, before, [offset, removed, inserted], after) => {
    expect(track(before, offset, removed, inserted)).toBe(after);
  });

  it('gives the same, whether several changes come at once or one by one from the end', () => {
    const change = fc.record({ offset: fc.nat(20), removed: fc.nat(3), inserted: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(10), fc.nat(10), (some, start, length) => {
        const apart: TextChange[] = some.map((one, i) => ({ ...one, offset: one.offset + 30 * i }));
        const range = { start: start + 30, end: start + 30 + length };
        const oneByOne = [...apart].reverse().reduce((now, one) => moved(now, [one]), range);
        expect(moved(range, apart)).toEqual(oneByOne);
      }),
    );
  });
});
