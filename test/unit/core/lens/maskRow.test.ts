import { describe, expect, it } from 'vitest';
import type { PromptToken } from '../../../../src/core/result.js';
import { maskRow, rowText } from '../../../../src/core/lens/maskRow.js';
import { runsOf } from '../../../../src/core/lens/pieces.js';

const token = (part: PromptToken['part'], text: string, id = 0): PromptToken => ({ id, text, part });

const prompt: PromptToken[] = [
  token('file', '<|file|>'),
  token('file', 'a.ts\n'),
  token('mark', '<|fim_prefix|>'),
  token('suffix', '}'),
  token('suffix', '\n'),
  token('mark', '<|fim_middle|>'),
  token('prefix', 'if'),
  token('prefix', ' ('),
];

const words = {
  row: 'Token {0} "{1}" ({2}) sees {3} of {4}: {5}.',
  count: '{0} × {1}',
  parts: { start: 'start', snippet: 'other', file: 'path', mark: 'marks', prefix: 'before', suffix: 'after' },
  tokensOf: (count: number) => (count === 1 ? '1 token' : `${count} tokens`),
};

describe('maskRow', () => {
  it('sees itself and all before it, and nothing after', () => {
    expect(prompt.map((_, index) => maskRow(prompt, index).sees)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([...maskRow(prompt, 6).byPart]).toEqual([
      ['file', 2],
      ['mark', 2],
      ['suffix', 2],
      ['prefix', 1],
    ]);
  });

  it('is described in a sentence, with symbols for whitespace and line ends', () => {
    expect(rowText(prompt, 0, words)).toBe('Token 1 "<|file|>" (path) sees 1 of 8 tokens: 1 × path.');
    expect(rowText(prompt, 4, words)).toBe('Token 5 "↵" (after) sees 5 of 8 tokens: 2 × path, 1 × marks, 2 × after.');
    expect(rowText(prompt, 7, words)).toBe(
      'Token 8 "·(" (before) sees 8 of 8 tokens: 2 × path, 2 × marks, 2 × after, 2 × before.',
    );
  });
});

it('groups the parts of a prompt in the order in which the model reads them', () => {
  expect(runsOf(prompt).map(({ part, tokens }) => `${part} ${tokens.length}`)).toEqual([
    'file 2',
    'mark 1',
    'suffix 2',
    'mark 1',
    'prefix 2',
  ]);
  expect(runsOf(prompt).flatMap(({ tokens }) => tokens)).toEqual(prompt);
});

it('makes each other file of a prompt a separate run', () => {
  const from = (path: string): PromptToken => ({ ...token('snippet', 'x'), path });
  const runs = runsOf([from('a.ts'), from('a.ts'), from('b.ts'), ...prompt]);
  expect(runs.slice(0, 3).map(({ part, path, tokens }) => [part, path, tokens.length])).toEqual([
    ['snippet', 'a.ts', 2],
    ['snippet', 'b.ts', 1],
    ['file', undefined, 2],
  ]);
});
