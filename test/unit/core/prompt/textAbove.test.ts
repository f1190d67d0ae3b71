import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textAbove, type TextWithEnd } from '../../../../src/core/prompt/textAbove.js';

/** Texts as the function sees them, the nearest first, and a count of the characters that it read of them. */
function counted(texts: readonly string[]): { readonly texts: TextWithEnd[]; readonly read: () => number } {
  let read = 0;
  const end = (text: string, count: number): string => {
    const found = text.slice(Math.max(0, text.length - count));
    read += found.length;
    return found;
  };
  const nearestFirst = [...texts].reverse();
  return {
    texts: nearestFirst.map((text) => ({ length: text.length, end: (count) => end(text, count) })),
    read: () => read,
  };
}

it('textAbove joins all texts when there is room, normalized and each with a newline', () => {
  const { texts } = counted(['a = 1\r\nb = 2', '', 'c = 3']);
  expect(textAbove(texts, 100)).toBe('a = 1\nb = 2\n\nc = 3\n');
});

it('textAbove begins at a line when a text does not fit', () => {
  const { texts } = counted(['far = 0', 'first = 1\nsecond = 2', 'c = 3']);
  expect(textAbove(texts, 24)).toBe('second = 2\nc = 3\n');
  expect(textAbove(texts, 15)).toBe('c = 3\n');
});

it('textAbove returns a newline when only that fits', () => {
  const { texts } = counted(['', 'c = 3']);
  expect(textAbove(texts, 7)).toBe('\nc = 3\n');
});

it('textAbove reads no text for which there is no room', () => {
  function* texts(): Generator<TextWithEnd, void> {
    yield { length: 21, end: (count) => 'x = 1;\n'.repeat(3).slice(-count) };
    throw new Error('read too far');
  }
  expect(textAbove(texts(), 15)).toBe('x = 1;\n\n');
});

it('textAbove returns the end of all texts joined, and reads no more characters than fit', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', ' '), maxLength: 20 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), fc.nat(80), (all, room) => {
      const { texts, read } = counted(all);
      const above = textAbove(texts, room);
      const whole = all.map((one) => `${one}\n`).join('');
      expect(whole.endsWith(above)).toBe(true);
      expect(above.length).toBeLessThanOrEqual(room);
      expect(read()).toBeLessThanOrEqual(room);
      if (whole.length <= room) expect(above).toBe(whole);
    }),
    { numRuns: 2000 },
  );
});
