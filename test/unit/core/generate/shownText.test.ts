import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentWith, stepTo, type ShownText } from '../../../../src/core/generate/shownText.js';

/** The document as it is with that text in the place. */
const expected = (before: string, rest: string, { text, replaces }: ShownText): string =>
  before + text + rest.slice(replaces);

describe('stepTo', () => {
  const changeOf = (from: ShownText, to: ShownText, textAfter = ');\n') =>
    stepTo(to, { shown: from, span: { start: 10, end: 10 + from.text.length }, closingBrackets: ');' }, textAfter)
      ?.change;

  it('appends only the new part of a growing text', () => {
    expect(changeOf({ text: 'ab', replaces: 0 }, { text: 'abc', replaces: 0 })).toEqual({
      offset: 12,
      length: 0,
      text: 'c',
    });
  });

  it('removes what is no longer part of the text', () => {
    expect(changeOf({ text: 'abc', replaces: 0 }, { text: 'a', replaces: 0 })).toEqual({
      offset: 11,
      length: 2,
      text: '',
    });
  });

  it('removes the closing brackets that the text contains, and restores them', () => {
    const [open, whole, closed] = [
      { text: 'a', replaces: 0 },
      { text: 'a)', replaces: 0 },
      { text: 'a)', replaces: 1 },
    ];
    expect(changeOf(open, closed)).toEqual({ offset: 11, length: 0, text: ')' });
    expect(changeOf(whole, closed)).toEqual({ offset: 12, length: 1, text: '' });
    expect(changeOf(closed, open, ';\n')).toEqual({ offset: 11, length: 1, text: ')' });
  });

  it('removes no closing bracket that is no longer there', () => {
    expect(changeOf({ text: 'a)', replaces: 0 }, { text: 'a)', replaces: 1 }, 'x)')).toBeUndefined();
  });

  it('changes nothing when nothing differs', () => {
    expect(changeOf({ text: 'a', replaces: 1 }, { text: 'a', replaces: 1 })).toBeUndefined();
  });

  it('splits neither line ends nor surrogate pairs', () => {
    expect(changeOf({ text: 'a\r\nb', replaces: 0 }, { text: 'a\rb', replaces: 0 })?.offset).toBe(11);
    expect(changeOf({ text: '\u{1F600}', replaces: 0 }, { text: '\u{1F601}', replaces: 0 })).toEqual({
      offset: 10,
      length: 2,
      text: '\u{1F601}',
    });
  });

  it('leads through any texts to the last one, and back to the original document', () => {
    const closingBrackets = ')]};';
    const texts = fc.array(
      fc.record({ text: fc.string({ unit: fc.constantFrom('a', 'b', ')', '\n') }), replaces: fc.nat({ max: 4 }) }),
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), texts, (before, original, after, wanted) => {
        const rest = closingBrackets + after;
        const first = { text: original, replaces: 0 };
        const start = before.length;
        let text = before + original + rest;
        let shown = first;
        for (const next of [...wanted, first]) {
          const span = { start, end: start + shown.text.length };
          text = documentWith(text, next, { shown, span, closingBrackets });
          shown = next;
          expect(text).toBe(expected(before, rest, next));
        }
        expect(text).toBe(before + original + rest);
      }),
    );
  });
});
