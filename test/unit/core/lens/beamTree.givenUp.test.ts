import { expect, it } from 'vitest';
import type { CompletedToken } from '../../../../src/core/result.js';
import { givenUp } from '../../../../src/core/lens/beamTree.js';

const path = (letters: string): CompletedToken[] =>
  Array.from(letters, (letter) => ({ id: letter.charCodeAt(0), text: letter, logprob: -1 }));

const textOf = (tokens: readonly CompletedToken[]): string => tokens.map(({ text }) => text).join('');

it('returns the prefixes that led to no text, as far as they were followed', () => {
  const followed = ['a', 'b', 'ab', 'ac', 'abc', 'acd', 'abcd'].map(path);
  const texts = ['abc;', 'ax'].map((text) => ({ tokens: path(text) }));
  expect(givenUp(followed, texts).map(textOf)).toEqual(['b', 'acd', 'abcd']);
});

it('returns nothing when a search followed only its texts', () => {
  expect(givenUp(['a', 'ab'].map(path), [{ tokens: path('ab') }])).toEqual([]);
});
