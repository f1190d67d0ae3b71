import { describe, expect, it } from 'vitest';
import {
  findContinuation,
  promptLookup,
  previousSuggestionDrafter,
} from '../../../../../src/core/decode/drafters/lookup.js';

const idsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0)!);
const textOf = (ids: readonly number[]): string => String.fromCodePoint(...ids);

/** What is drafted after a text, each character being a token. */
function drafted(text: string, source = text, limit = 4, shortest?: number): string | undefined {
  const draft = findContinuation(idsOf(source), idsOf(text), limit, shortest);
  expect(draft?.distributions).toBeUndefined();
  return draft && textOf(draft.tokens);
}

describe('looking up', () => {
  it('gives what followed the same tokens', () => {
    expect(drafted('foo(bar); foo(')).toBe('bar)');
    expect(drafted('ab1 ab')).toBe('1 ab');
  });

  it('gives as many tokens as asked for, and as there are', () => {
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

  it('needs two tokens in a row, or as many as it is told', () => {
    expect(drafted('--a1 ba')).toBeUndefined();
    expect(drafted('--a1 ba', undefined, 4, 1)).toBe('1 ba');
    expect(drafted('--ba1 ba', undefined, 4, 3)).toBeUndefined();
    expect(drafted('- ba1 ba', undefined, 4, 3)).toBe('1 ba');
  });

  it('gives nothing where nothing is the same', () => {
    expect(drafted('abcd')).toBeUndefined();
    expect(drafted('')).toBeUndefined();
    expect(drafted('a')).toBeUndefined();
    expect(drafted('ab', '')).toBeUndefined();
  });

  it('gives nothing at the very end of the source, where nothing follows', () => {
    expect(drafted('x = ab', 'ab')).toBeUndefined();
    expect(drafted('x = ab', 'abc')).toBe('c');
  });

  it('finds a match that begins with the source', () => {
    expect(drafted('...ab', 'ab1')).toBe('1');
    expect(drafted('b', 'b1', 4, 1)).toBe('1');
  });

  it('goes on with a run', () => {
    expect(drafted('aaaa', undefined, 9)).toBe('a');
    expect(drafted('abcabc', undefined, 9)).toBe('abc');
  });

  it('takes sixteen equal tokens for enough, wherever there are more', () => {
    const run = 'abcdefghijklmnop';
    expect(drafted(`-${run}1 +${run}2 -${run}`)).toBe('2 -a');
    expect(drafted(`-${run.slice(1)}1 +${run.slice(1)}2 -${run.slice(1)}`)).toBe('1 +b');
  });
});

describe('prompt look-up', () => {
  it('looks at all tokens so far', () => {
    expect(promptLookup.name).toBe('prompt look-up');
    expect(promptLookup.draft(idsOf('ab1 ab'), 2)).toEqual({ tokens: idsOf('1 ') });
    expect(promptLookup.draft(idsOf('--a1 ba'), 2)).toBeUndefined();
  });
});

describe('the remains of a suggestion', () => {
  it('are what it had after the last token, or more of them', () => {
    const remains = previousSuggestionDrafter(idsOf('x = value;'));
    expect(remains.name).toBe('previous suggestion');
    expect(remains.draft(idsOf('x = v'), 9)).toEqual({ tokens: idsOf('alue;') });
    expect(remains.draft(idsOf('my_v'), 3)).toEqual({ tokens: idsOf('alu') });
    expect(remains.draft(idsOf('x = w'), 9)).toBeUndefined();
  });
});
