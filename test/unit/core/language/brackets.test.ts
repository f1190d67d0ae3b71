import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closerOf, countUnpaired, pairBrackets } from '../../../../src/core/language/brackets.js';
import { atCursor } from '../../support/cursor.js';
import { scannerOf } from '../../support/brackets.js';

/** The brackets of a text without a partner, each with the indentation of its line. */
function unpaired(text: string, path = 'a.ts'): string {
  const { open, closed, isTangled } = pairBrackets(text, scannerOf(path));
  const all = [...closed, ...open].map(({ code, indent }) => `${String.fromCharCode(code)}${indent}`);
  return [...all, ...(isTangled ? ['tangled'] : [])].join(' ');
}

describe('pairBrackets', () => {
  it.each([
    ['f(a[0], { b: c() })', ''],
    ['f(a[\n    {', '(0 [0 {4'],
    ['a)\n\t]\n  }', ')0 ]4 }2'],
    ['a) + (', ')0 (0'],
    ['a({)', 'tangled'],
    ['a(]', '(0 tangled'],
    ['{ a(] }', 'tangled'],
    ['`${a(`', '$0 (0'],
    ['`${a}` + {', '{0'],
    ['"(" + [ // {', '[0'],
  ])('finds the brackets of %j that have no partner: %j', (text, expected) => {
    expect(unpaired(text)).toBe(expected);
  });

  it('counts the indentation of the first line when the text begins in the middle of it', () => {
    const { closed } = pairBrackets(' a)\n  }', scannerOf('a.ts'), 7);
    expect(closed.map(({ indent }) => indent)).toEqual([7, 2]);
  });

  it.each([
    ['f(`${a‸}(`', '}'],
    ['f(`${a({ b: ‸})}(`', '})}'],
    ['f(`${a({ b(‸})}(`', '})}'],
    ['{ `a` + ‸}(`', '}'],
  ])('resumes a template when a `}` closes code that began before the text: %s', (marked, expected) => {
    const { prefix, suffix } = atCursor(marked);
    const scanner = scannerOf('a.ts');
    const { open } = pairBrackets(prefix, scanner);
    const { closed, open: opened } = pairBrackets(suffix, scanner, 0, open);
    expect(closed.map(({ code }) => String.fromCharCode(code)).join('')).toBe(expected);
    // In the last line the `(` is code.
    expect(opened.length).toBe(marked.startsWith('{') ? 1 : 0);
  });
});

it('agrees with a search through all open brackets', () => {
  const unit = fc.constantFrom('(', ')', '[', ']', '{', '}');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
      const open: string[] = [];
      const closed: string[] = [];
      for (const character of text) {
        if ('([{'.includes(character)) open.push(character);
        else if (open.length === 0) closed.push(character);
        else {
          const at = open.findLastIndex((opener) => closerOf(opener.charCodeAt(0)) === character.charCodeAt(0));
          if (at >= 0) open.length = at;
        }
      }
      const found = unpaired(text)
        .replace(/ ?tangled/, '')
        .replaceAll('0', '');
      expect(found).toBe([...closed, ...open].join(' '));
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['f(a[0])', 0, 0],
  ['f(a, [', 2, 0],
  ['a) + (', 1, 1],
  ['"(" }', 0, 0],
  ['}', 0, 1],
  ['', 0, 0],
])('countUnpaired counts the brackets of %j, whatever their kinds: %d open, %d closed', (text, open, closed) => {
  expect(countUnpaired(text)).toEqual({ open, closed });
});
