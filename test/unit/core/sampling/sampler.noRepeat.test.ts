import { describe, expect, it } from 'vitest';
import { filtered } from '../../support/filtered.js';
import { historyOf, only } from '../../support/places.js';

/** The tokens that are allowed if no n-gram of the window may repeat; all four are equally probable. */
const after = (tokens: readonly number[], n: number, window = 100): string =>
  filtered([{ kind: 'noRepeatNgram', n, window }], [1, 1, 1, 1], { history: historyOf(...tokens) });

describe('noRepeatNgram', () => {
  it('drops the token that would repeat a pair', () => {
    expect(after([0, 1, 2, 0], 2)).toBe('1/3 0 1/3 1/3');
    expect(after([0, 1, 0, 2, 0], 2)).toBe('1/2 0 0 1/2');
    expect(after([0, 1, 2, 3], 2)).toBe('1/4 1/4 1/4 1/4');
  });

  it('drops every token of the window when not even one may be repeated', () => {
    expect(after([0, 1, 0], 1)).toBe('0 0 1/2 1/2');
    expect(after([0, 1, 2], 1, 2)).toBe('1/2 0 0 1/2');
  });

  it('treats a token twice in a row as a pair', () => {
    expect(after([1, 1], 2)).toBe('1/3 0 1/3 1/3');
  });

  it('drops the token that would repeat a triple', () => {
    expect(after([0, 1, 2, 0, 1], 3)).toBe('1/3 1/3 0 1/3');
    expect(after([0, 1, 2, 3, 1], 3)).toBe('1/4 1/4 1/4 1/4');
    expect(after([0, 1, 2, 0, 3], 3)).toBe('1/4 1/4 1/4 1/4');
  });

  it('allows everything after fewer tokens than an n-gram has', () => {
    expect(after([], 2)).toBe('1/4 1/4 1/4 1/4');
    expect(after([1], 2)).toBe('1/4 1/4 1/4 1/4');
    expect(after([1, 1], 3)).toBe('1/4 1/4 1/4 1/4');
  });

  it('considers n-grams wholly within the window', () => {
    expect(after([0, 1, 2, 0], 2, 4)).toBe('1/3 0 1/3 1/3');
    expect(after([0, 1, 2, 0], 2, 3)).toBe('1/4 1/4 1/4 1/4');
    expect(after([1, 1], 2, 1)).toBe('1/4 1/4 1/4 1/4');
    expect(after([0, 1, 2, 0, 1], 3, 1)).toBe('1/4 1/4 1/4 1/4');
  });

  it('ignores tokens after the history', () => {
    const history = { tokens: [0, 1, 2, 0, 3, 0], length: 4 };
    expect(filtered([{ kind: 'noRepeatNgram', n: 2, window: 9 }], [1, 1, 1, 1], { history })).toBe('1/3 0 1/3 1/3');
  });

  it('drops nothing when nothing would be left', () => {
    const all = [0, 0, 1, 0, 2, 0, 3, 0];
    expect(after(all, 2)).toBe('1/4 1/4 1/4 1/4');
    const context = { history: historyOf(0, 1, 2, 0), allowed: only(1) };
    expect(filtered([{ kind: 'noRepeatNgram', n: 2, window: 9 }], [1, 1, 1, 1], context)).toBe('0 1 0 0');
  });
});
