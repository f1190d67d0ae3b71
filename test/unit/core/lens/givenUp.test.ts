import { expect, it } from 'vitest';
import type { CompletedToken } from '../../../../src/core/completion.js';
import { givenUp } from '../../../../src/core/lens/givenUp.js';

const path = (letters: string): CompletedToken[] =>
  Array.from(letters, (letter) => ({ id: letter.charCodeAt(0), text: letter, logprob: -1 }));

const textOf = (tokens: readonly CompletedToken[]): string => tokens.map(({ text }) => text).join('');

it('the beginnings that led to no text are told as far as they were followed', () => {
  const followed = ['a', 'b', 'ab', 'ac', 'abc', 'acd', 'abcd'].map(path);
  const texts = ['abc;', 'ax'].map((text) => ({ tokens: path(text) }));
  expect(givenUp(followed, texts).map(textOf)).toEqual(['b', 'acd', 'abcd']);
});

it('a search that only ever followed its texts gave up nothing', () => {
  expect(givenUp(['a', 'ab'].map(path), [{ tokens: path('ab') }])).toEqual([]);
});
