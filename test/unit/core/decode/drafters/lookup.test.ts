import { describe, expect, it } from 'vitest';
import {
  findContinuation,
  promptLookup,
  previousSuggestionDrafter,
} from '../../../../../src/core/decode/drafters/lookup.js';

const idsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);
const textOf = (ids: readonly number[]): string => String.fromCodePoint(...ids);

/** The draft after a text, each character being a token. */
function drafted(text: string, source = text, limit = 4, shortest?: number): string | undefined {
  const draft = findContinuation(idsOf(source), idsOf(text), limit, shortest);
  expect(draft?.distributions).toBeUndefined();
  return draft && textOf(draft.tokens);
}

describe('findContinuation', () => {
  it('returns what followed the same tokens', () => {
    expect(drafted('foo(bar); foo(')).toBe('bar)');
    expect(drafted('ab1 ab')).toBe('1 ab');
  });

  it('returns as many tokens as requested and available', () => {
    expect(drafted('foo(bar); foo(', undefined, 2)).toBe('ba');
    expect(drafted('foo(bar); foo(', undefined, 1)).toBe('b');
    expect(drafted('xyxy', undefined, 9)).toBe('xy');
  });

  it('prefers the longer match', () => {
    expect(drafted('cab1 dab2 cab')).toBe('1 da');
    expect(drafted('dab2 cab1 dab')).toBe('2 ca');
  });

  it('prefers the later of equally long ones', () => {
    expect(drafted('.ab1 .ab2 ab')).toBe('2 ab');
  });

  it('requires two tokens in a row, or the given number', () => {
    expect(drafted('--a1 ba')).toBeUndefined();
    expect(drafted('--a1 ba', undefined, 4, 1)).toBe('1 ba');
    expect(drafted('--ba1 ba', undefined, 4, 3)).toBeUndefined();
    expect(drafted('- ba1 ba', undefined, 4, 3)).toBe('1 ba');
  });

  it('returns nothing when nothing matches', () => {
    expect(drafted('abcd')).toBeUndefined();
    expect(drafted('')).toBeUndefined();
    expect(drafted('a')).toBeUndefined();
    expect(drafted('ab', '')).toBeUndefined();
  });

  it('returns nothing at the very end of the source, where nothing follows', () => {
    expect(drafted('x = ab', 'ab')).toBeUndefined();
    expect(drafted('x = ab', 'abc')).toBe('c');
  });

  it('finds a match at the start of the source', () => {
    expect(drafted('...ab', 'ab1')).toBe('1');
    expect(drafted('b', 'b1', 4, 1)).toBe('1');
  });

  it('continues a run', () => {
    expect(drafted('aaaa', undefined, 9)).toBe('a');
    expect(drafted('abcabc', undefined, 9)).toBe('abc');
  });

  it('stops at a match of sixteen tokens, wherever there are longer ones', () => {
    const run = 'abcdefghijklmnop';
    expect(drafted(`-${run}1 +${run}2 -${run}`)).toBe('2 -a');
    expect(drafted(`-${run.slice(1)}1 +${run.slice(1)}2 -${run.slice(1)}`)).toBe('1 +b');
  });
});

describe('promptLookup', () => {
  it('searches all tokens so far', () => {
    expect(promptLookup.name).toBe('prompt look-up');
    expect(promptLookup.draft(idsOf('ab1 ab'), 2)).toEqual({ tokens: idsOf('1 ') });
    expect(promptLookup.draft(idsOf('--a1 ba'), 2)).toBeUndefined();
  });
});

describe('previousSuggestionDrafter', () => {
  it('drafts what the suggestion had after the last tokens', () => {
    const previous = previousSuggestionDrafter(idsOf('x = value;'));
    expect(previous.name).toBe('previous suggestion');
    expect(previous.draft(idsOf('x = v'), 9)).toEqual({ tokens: idsOf('alue;') });
    expect(previous.draft(idsOf('my_v'), 3)).toEqual({ tokens: idsOf('alu') });
    expect(previous.draft(idsOf('x = w'), 9)).toBeUndefined();
  });
});
