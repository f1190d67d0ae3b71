import { describe, expect, it } from 'vitest';
import {
  isWorthShowing,
  present,
  promptTexts,
  suggestionOf,
  type Surroundings,
} from '../../../src/core/suggest/suggestion.js';
import { atCursor } from '../support/cursor.js';

describe('promptTexts', () => {
  it.each([
    ['foo(‸);\nbar', 'foo(|\nbar'],
    ['foo(‸)', 'foo(|'],
    ['x = ‸  \ny', 'x = |\ny'],
    ['fo‸o\nbar', 'fo|o\nbar'],
    ['x = ‸ + 1;\ny', 'x = | + 1;\ny'],
    ['if (‸) {\n}', 'if (|\n}'],
    ['(‸) => {\n}', '(|) => {\n}'],
    ['a\r\nfoo(‸)\r\nb\r\n', 'a\nfoo(|\nb\n'],
  ])('of %j are %j: without closers typed ahead, with \\n', (marked, texts) => {
    const { prefix, suffix } = promptTexts(atCursor(marked));
    expect(`${prefix}|${suffix}`).toBe(texts);
  });
});

describe('suggestionOf', () => {
  const tokens = [{ text: 'a', logprob: Math.log(0.5) }];
  const at = (marked: string): Surroundings => ({ ...atCursor(marked), path: 'a.ts' });

  it('is the tidied text with its confidence', () => {
    expect(suggestionOf(at('x = ‸'), { text: 'a; ', tokens, stop: 'newline' })).toEqual({
      text: 'a;',
      confidence: 0.5,
    });
  });

  it.each(['', '  ', '\n', '\n  a'])('is nothing for %j', (text) => {
    expect(suggestionOf(at('x = ‸'), { text, tokens, stop: 'newline' })).toBeUndefined();
  });

  it('has no confidence in a text that ran in a loop', () => {
    expect(suggestionOf(at('x = ‸'), { text: 'a;', tokens, stop: 'repetition' })?.confidence).toBe(0);
  });

  it('obeys all rules but those left out', () => {
    const place = at('‸\nconst a = foo(b);');
    const completion = { text: 'const a = foo(b);', tokens, stop: 'newline' } as const;
    expect(suggestionOf(place, completion)).toBeUndefined();
    expect(suggestionOf(place, completion, ['followingLines'])?.text).toBe('const a = foo(b);');
  });

  it.each(['\n', '\r\n', '\r'])('compares with the next line of a file with %j at its line ends', (eol) => {
    const marked = ['let b;', '‸', 'const a = foo(b);', ''].join(eol);
    expect(suggestionOf(at(marked), { text: 'const a = foo(b);', tokens, stop: 'newline' })).toBeUndefined();
  });
});

describe('isWorthShowing', () => {
  it.each([
    [0.59, false],
    [0.6, true],
    [1, true],
  ])('with a confidence of %d: %s', (confidence, worth) => {
    expect(isWorthShowing({ text: 'a', confidence })).toBe(worth);
  });
});

describe('present', () => {
  const at = (marked: string, text: string) => present({ text, confidence: 1 }, atCursor(marked).after);

  it.each([
    ['foo(‸)\nb', 'a);', { text: 'a);', replaces: 1 }],
    ['foo(‸)\r\nb', 'a);', { text: 'a);', replaces: 1 }],
    ['foo(‸);', 'a)', { text: 'a)', replaces: 1 }],
    ['foo(‸)', 'a', { text: 'a', replaces: 0 }],
    ['foo(‸', ')', { text: ')', replaces: 0 }],
  ])('fits at %j the suggestion %j', (marked, text, fitted) => {
    expect(at(marked, text)).toEqual(fitted);
  });

  it('cuts what closes too much also where the rest of the line is more than closers', () => {
    expect(at('foo(‸, b)', 'a)')).toEqual({ text: 'a', replaces: 0 });
  });

  it('gives nothing for blanks', () => {
    expect(at('foo(‸', '  ')).toBeUndefined();
  });

  it.each([
    ['foo(a‸);', ')'],
    ['foo(a‸)', ')'],
    ['foo(a‸)', ';'],
    ['if (a‸) {', ') {'],
    ['foo(a‸);\nb', ');'],
    ['foo(a‸ )', ')'],
    ["x = 'a‸';", "';"],
  ])('gives nothing at %j for %j, which is there already', (marked, text) => {
    expect(at(marked, text)).toBeUndefined();
  });
});
