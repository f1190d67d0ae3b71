import { describe, expect, it } from 'vitest';
import { outermost } from '../../../../src/core/suggest/outermost.js';

/** The text with a ‸ before each character that was found. */
function found(text: string, ahead: string): string {
  const indices = outermost(text, ahead);
  return text.replace(/[^]/g, (character, i: number) => (indices.includes(i) ? `‸${character}` : character));
}

describe('outermost', () => {
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
  ])('before %j finds %s', (ahead, marked) => {
    expect(found(marked.replaceAll('‸', ''), ahead)).toBe(marked);
  });
});
