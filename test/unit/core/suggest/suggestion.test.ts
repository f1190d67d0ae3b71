import { describe, expect, it } from 'vitest';
import { present, shownOf, suggestionOf } from '../../../../src/core/suggest/suggestion.js';
import type { StopReason } from '../../../../src/core/decode/stops/stop.js';
import { atCursor } from '../../support/cursor.js';

describe('suggestionOf', () => {
  /** The decoded tokens, each with the probability that the text is right up to it. */
  const decoded = (stop: StopReason, ...said: readonly (readonly [text: string, confidence: number])[]) => ({
    text: said.map(([text]) => text).join(''),
    tokens: said.map(([text, confidence]) => ({ text, logprob: -1, confidence })),
    confidence: said.at(-1)?.[1] ?? 1,
    stop,
  });
  const at = (marked: string, ...all: Parameters<typeof decoded>) =>
    suggestionOf({ ...atCursor(marked), path: 'a.ts' }, decoded(...all), 0.6);

  it('returns the tidied text with its confidence', () => {
    expect(at('x = ‸', 'newline', ['a; ', 0.5])).toEqual({ text: 'a;', confidence: 0.5, threshold: 0.6 });
  });

  it('returns the positions at which it may be cut', () => {
    expect(at('x = ‸', 'newline', ['read', 0.9], ['File', 0.8], ['(', 0.7], ['name', 0.6], [');', 0.5])).toEqual({
      text: 'readFile(name);',
      confidence: 0.5,
      threshold: 0.6,
      cuts: [
        { length: 8, confidence: 0.8 },
        { length: 13, confidence: 0.6 },
      ],
    });
  });

  it('returns the part that can be shown when decoding was abandoned', () => {
    expect(at('x = ‸', 'unsure', ['read', 0.9], ['File', 0.8], ['(', 0.7], ['na', 0.5])).toEqual({
      text: 'readFile',
      confidence: 0.8,
      threshold: 0.6,
      isCut: true,
    });
    expect(at('x = ‸', 'unsure', ['re', 0.9], ['ad', 0.5])).toBeUndefined();
  });

  it('marks a text as cut when decoding stopped before its end', () => {
    expect(at('x = ‸', 'limit', ['abc', 0.9])).toEqual({ text: 'abc', confidence: 0.9, threshold: 0.6, isCut: true });
  });

  it.each(['', '  ', '\n', '\n  a'])('returns undefined for %j', (text) => {
    expect(at('x = ‸', 'newline', [text, 1])).toBeUndefined();
  });

  it('returns no cuts for a text that ran in a loop', () => {
    const found = at('x = ‸', 'repetition', ['isText', 0.9], [' || isText;', 0]);
    expect(found).toEqual({ text: 'isText || isText;', confidence: 0, threshold: 0.6, isCut: true });
  });

  it('applies all rules except those left out', () => {
    const place = { ...atCursor('‸\nconst a = foo(b);'), path: 'a.ts' };
    const completion = decoded('newline', ['const a = foo(b);', 1]);
    expect(suggestionOf(place, completion, 0)).toBeUndefined();
    expect(suggestionOf(place, completion, 0, ['dropFollowingLines'])?.text).toBe('const a = foo(b);');
  });

  it('drops a text that repeats the next line', () => {
    expect(at('let b;\n‸\nconst a = foo(b);\n', 'newline', ['const a = foo(b);', 1])).toBeUndefined();
  });
});

describe('shownOf', () => {
  const cuts = [
    { length: 4, confidence: 0.9 },
    { length: 9, confidence: 0.7 },
  ];
  const suggestion = { text: 'file.read(name);', confidence: 0.5, cuts };

  it.each([
    [0.4, 'file.read(name);'],
    [0.5, 'file.read(name);'],
    [0.51, 'file.read'],
    [0.7, 'file.read'],
    [0.8, 'file'],
    [0.95, undefined],
  ])('returns at a threshold of %d: %j', (level, text) => {
    expect(shownOf({ ...suggestion, threshold: level })?.text).toBe(text);
  });

  it('marks a cut text, with the confidence of the rest', () => {
    const shown = { text: 'file.read', confidence: 0.7, threshold: 0.6, isCut: true };
    expect(shownOf({ ...suggestion, threshold: 0.6 })).toEqual(shown);
    expect(shownOf(shown)).toBe(shown);
    expect(shownOf(suggestion)).toBe(suggestion);
  });

  it('returns all of an explicitly requested suggestion', () => {
    const asked = { ...suggestion, isExplicit: true, threshold: 1 };
    expect(shownOf(asked)).toBe(asked);
  });
});

describe('present', () => {
  const at = (marked: string, text: string) => present({ text, confidence: 1 }, atCursor(marked).suffix);

  it.each([
    ['foo(‸)\nb', 'a);', { text: 'a);', replaces: 1 }],
    ['foo(‸)\r\nb', 'a);', { text: 'a);', replaces: 1 }],
    ['foo(‸);', 'a)', { text: 'a)', replaces: 1 }],
    ['foo(‸)', 'a', { text: 'a', replaces: 0 }],
    ['foo(‸', ')', { text: ')', replaces: 0 }],
  ])('fits a suggestion at %j: %j', (marked, text, fitted) => {
    expect(at(marked, text)).toEqual(fitted);
  });

  it('cuts a suggestion that closes too much before code', () => {
    expect(at('foo(‸, b)', 'a)')).toEqual({ text: 'a', replaces: 0 });
  });

  it('returns undefined for whitespace', () => {
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
  ])('returns undefined at %j for %j, which is there already', (marked, text) => {
    expect(at(marked, text)).toBeUndefined();
  });
});
