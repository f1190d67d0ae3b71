import { describe, expect, it } from 'vitest';
import { outermost } from '../../../src/core/suggest/outermost.js';

/** The text, with a caret under each place found. */
function carets(text: string, ahead: string): string {
  const found = outermost(text, ahead);
  return [...Array(text.length).keys()].map((i) => (found.includes(i) ? '^' : ' ')).join('');
}

describe('outermost', () => {
  it.each([
    ['a, b);', '', ' ^  ^^'],
    ['f(a, b);', '', '       ^'],
    ['(a))', '', '   ^'],
    ['[a)', '', '  ^'],
    ['} else {', '', '^      ^'],
    ['case A::B:', '', '         ^'],
    ['":)")', '', '    ^'],
    ["it's)", '', '    ^'],
    [":) 'a')", "'", '      '],
  ])('finds in %s before %j', (text, ahead, expected) => {
    expect(carets(text, ahead).trimEnd()).toBe(expected.trimEnd());
  });
});
