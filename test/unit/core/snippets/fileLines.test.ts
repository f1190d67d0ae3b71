import { expect, it } from 'vitest';
import { linesOf, textOf } from './support/texts.js';

const text = 'class Ledger {\n  book: Book;\n\n  close(Book, Book) {}\n}';
const { tokens, starts, lineCount, namesBefore, places, definitions } = linesOf('a.ts', text);

it('fileLines splits tokens into lines that join to the text', () => {
  const lines = Array.from({ length: lineCount }, (_, i) => [...tokens.subarray(starts[i], starts[i + 1])].map(textOf));
  expect(lines.map((line) => line.join(''))).toEqual(text.split(/(?<=\n)/));
});

it('fileLines finds the lines of names, and counts a name once per line', () => {
  expect([...places]).toEqual([
    ['Ledger', [0]],
    ['book', [1]],
    ['Book', [1, 3]],
    ['close', [3]],
  ]);
  expect(namesBefore).toEqual([0, 1, 3, 3, 5, 5]);
});

it('fileLines finds definitions', () => {
  expect([...definitions]).toEqual([['Ledger', 0]]);
});
