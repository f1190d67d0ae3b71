import { describe, expect, it } from 'vitest';
import { firstUnopened, fitClosers } from '../../../src/core/suggest/closers.js';
import { atCursor } from '../support/cursor.js';

/** The line after the suggestion is accepted. */
function accept(line: string, suggestion: string): string {
  const { before, after } = atCursor(line);
  const { text, replaces } = fitClosers(suggestion, after);
  return before + text + after.slice(replaces);
}

describe('a suggestion that brings the closers along', () => {
  it.each([
    ['foo(‸)', 'a, b);', 'foo(a, b);'],
    ['foo(‸);', 'a, b);', 'foo(a, b);'],
    ['foo(bar(‸));', 'a));', 'foo(bar(a));'],
    ['foo([‸])', 'a, b]);', 'foo([a, b]);'],
    ['foo(‸)', 'bar(a), [b]);', 'foo(bar(a), [b]);'],
    ['foo({‸})', ' a, b });', 'foo({ a, b });'],
    ['foo(‸ )', 'a );', 'foo(a );'],
    ['foo(‸)  ', 'a);', 'foo(a);  '],
    ['f({ a: ["‸" ] })', 'b"] });', 'f({ a: ["b"] });'],
    ['foo(‸)', 'a, () => {\n  b();\n});', 'foo(a, () => {\n  b();\n});'],
    ['x = [‸];', '1, 2].map(f);', 'x = [1, 2].map(f);'],
    ["x = '‸'", "abc';", "x = 'abc';"],
    ['foo("‸")', 'a", b);', 'foo("a", b);'],
    ['x = `${‸}`;', 'a}b`;', 'x = `${a}b`;'],
    ['x = ‸;', '1;', 'x = 1;'],
    ['case ‸:', 'A:', 'case A:'],
  ])('replaces them: %s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('a suggestion without the closers', () => {
  it.each([
    ['foo(‸)', 'a, b', 'foo(a, b)'],
    ['foo(‸);', 'bar(a), [b]', 'foo(bar(a), [b]);'],
    ["x = '‸'", 'abc', "x = 'abc'"],
    ["x = '‸'", "a' + 'b", "x = 'a' + 'b'"],
    ['foo("‸")', "it's", 'foo("it\'s")'],
    ['x = ‸;', '1', 'x = 1;'],
    ['x = ‸', 'foo(a);', 'x = foo(a);'],
    ['x = ‸  ', '1;', 'x = 1;  '],
  ])('stands before them: %s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('a suggestion with a closer that belongs elsewhere', () => {
  it.each([
    ['foo(‸);', 'a, b)', 'foo(a, b);'],
    ['foo(bar(‸));', 'a)', 'foo(bar(a));'],
    ['foo([‸])', 'a, b)', 'foo([a, b])'],
    ['foo("‸")', 'a"', 'foo("a")'],
    ['foo(‸);', ')', 'foo();'],
  ])('is cut before it: %s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('firstUnopened', () => {
  it.each([
    ['a, b);', 4],
    ['(a)', -1],
    ['(a))', 3],
    ['[a)', 2],
    ['} else {', 0],
    ['', -1],
  ])('of %j is at %d', (text, index) => {
    expect(firstUnopened(text)).toBe(index);
  });
});
