import { describe, expect, it } from 'vitest';
import { findClosings } from '../../../../src/core/suggest/findClosings.js';

/** The text with a ‸ before each character that was found. */
function mark(text: string, typedAhead: string): string {
  const indices = findClosings(text, typedAhead);
  return text.replace(/[^]/g, (character, i: number) => (indices.includes(i) ? `‸${character}` : character));
}

describe('findClosings', () => {
  it.each([
    ['', ''],
    ['', 'a‸, b‸)‸;'],
    ['', 'f(a, b)‸;'],
    ['', '(a)‸)'],
    ['', '[a‸)'],
    ['', '‸} else ‸{'],
    ['', 'case A::B‸:'],
    ['', '":)"‸)'],
    ['', "it's‸)"],
    ['', 'a < b‸) > c'],
    ['', '"a :)'],
    ['>', 'A<b>‸>'],
    ['>', '(a) => b ‸> c'],
    ["'", 'abc)'],
    ["'", ":) ‸' + 'a'‸)"],
    ["'", "a' + 'b"],
    ['"]', 'a‸"‸]‸]'],
    ['}`', 'a[0]‸} :)‸`‸)'],
    ['"""', ' :) "a" ‸"‸"‸"‸)'],
  ])('finds the marked characters before %j: %s', (typedAhead, marked) => {
    expect(mark(marked.replaceAll('‸', ''), typedAhead)).toBe(marked);
  });
});
