import { describe, expect, it } from 'vitest';
import { chooseSnippets } from '../../../../src/core/snippets/chooseSnippets.js';
import { Relevance, type Interest } from '../../../../src/core/snippets/relevance.js';
import type { FileLines } from '../../../../src/core/snippets/fileLines.js';
import { linesOf, textOf } from './support/texts.js';

const interestIn = (names: Record<string, number>, favoured: Interest['favoured'] = new Map()): Interest => ({
  names: new Map(Object.entries(names)),
  favoured,
});

/** A line's number among the tokens represents the path. */
const tokensOf = ({ tokens, starts }: FileLines, from: number, to: number): number[] => [
  ...tokens.subarray(starts[from], starts[to]),
];

/** The chosen snippets as `path: lines`. */
function chosen(files: readonly FileLines[], interest: Interest, room = 1000): string[] {
  return chooseSnippets(files, new Relevance(files, interest), room, tokensOf).map(
    ({ path, tokens }) => `${path}: ${tokens.map(textOf).join('')}`,
  );
}

const lines = (count: number, word: string): string => `${word}\n`.repeat(count);

describe('Relevance.bestIn', () => {
  const long = `${lines(40, 'fill')}needle\n${lines(40, 'fill')}`;

  it('returns 16 lines, with four before the relevant one', () => {
    expect(chosen([linesOf('a.ts', long)], interestIn({ needle: 1 }))).toEqual([
      `a.ts: ${lines(4, 'fill')}needle\n${lines(11, 'fill')}`,
    ]);
  });

  it('begins a window at a definition', () => {
    const text = `${lines(40, 'fill')}export class Needle {\n${lines(40, 'fill')}`;
    expect(chosen([linesOf('a.ts', text)], interestIn({ Needle: 1 }))).toEqual([
      `a.ts: export class Needle {\n${lines(15, 'fill')}`,
    ]);
  });

  it('does not begin a window with an empty line', () => {
    const text = `${lines(20, '')}needle\n`;
    expect(chosen([linesOf('a.ts', text)], interestIn({ needle: 1 }))).toEqual(['a.ts: needle\n']);
  });

  it('prefers near names, and names that few files have', () => {
    const other = linesOf('b.ts', 'common\n');
    const file = linesOf('a.ts', `near\n${lines(30, 'fill')}away\n${lines(30, 'fill')}common\n${lines(30, 'fill')}`);
    const best = (names: Record<string, number>): string | undefined =>
      chosen([file, other], interestIn(names)).find((text) => text.startsWith('a.ts'));
    expect(best({ near: 0.9, away: 0.5, common: 1 })).toContain('near');
    expect(best({ near: 0.4, away: 0.5, common: 0.9 })).toContain('away');
  });

  it('prefers a favored line, whatever its text', () => {
    const file = linesOf('a.ts', `${lines(50, 'fill')}edited\n`);
    expect(chosen([file], interestIn({}))).toEqual([]);
    const favoured = new Map([['a.ts', { line: 50, bonus: 0.05 }]]);
    expect(chosen([file], interestIn({}, favoured))).toEqual([`a.ts: ${lines(4, 'fill')}edited\n`]);
    expect(chosen([file], interestIn({}, new Map([['a.ts', { line: 51, bonus: 0.05 }]])))).toEqual([]);
  });
});

describe('Relevance, the score,', () => {
  const score = (text: string, names: Record<string, number>, more: readonly FileLines[] = []): number => {
    const file = linesOf('a.ts', text);
    return new Relevance([file, ...more], interestIn(names)).scoreAt(file, 0);
  };

  it('is the Jaccard index of the names', () => {
    expect(score('name other more\n', { name: 1 })).toBe(1 / 3);
    expect(score('name other\n', { name: 1, gone: 1 })).toBe(1 / 2);
    expect(score('name name\nname\n', { name: 1 })).toBeCloseTo(1 / 2);
    expect(score('name side\n', { name: 1, side: 0.5 })).toBe(1);
    expect(score('other\n', { name: 1 })).toBe(0);
  });

  it('weights a name by its nearness and by 1 / files that have it, and ignores names of most files', () => {
    const others = [linesOf('b.ts', 'name\n'), linesOf('c.ts', 'more\n')];
    // 1/2 of name and 1/2 of side: either of both is half.
    expect(score('name\n', { name: 1, side: 0.5 }, [...others, linesOf('d.ts', 'side\n')])).toBe(1 / 2);
    const three = [...others, linesOf('d.ts', 'name\n')];
    expect(score('name\n', { name: 1 }, three)).toBe(0);
  });

  it('is 0.1 higher for a definition of a name on the cursor’s line that no other file has', () => {
    expect(score('class Name\n', { Name: 1 })).toBeCloseTo(1 + 0.1);
    expect(score('class Name extra\n', { Name: 0.5 })).toBeCloseTo(1 / 2 + 0.05);
  });
});

describe('chooseSnippets', () => {
  const file = (path: string, names: string, count = 4): FileLines =>
    linesOf(path, `${names}\n${lines(count, 'fill')}`);

  it('returns one window per file, four at most, the best first', () => {
    const many = ['some more', 'some', 'some more best', 'some more best ever', 'some more best ever seen'].map(
      (names, i) => file(`${i}.ts`, names),
    );
    const found = chosen(
      [...many, ...'abcdefgh'.split('').map((name) => file(name, 'nothing'))],
      interestIn({ some: 1, more: 1, best: 1, ever: 1, seen: 1 }),
    );
    expect(found.map((text) => text.split(':')[0])).toEqual(['4.ts', '3.ts', '2.ts', '0.ts']);
  });

  it('shortens windows to as few as five lines, and omits those that do not fit', () => {
    const wide = file('wide.ts', 'name name', 20);
    // A line is a word and a newline, two tokens; the first one has four. And each snippet has a mark.
    expect(chosen([wide], interestIn({ name: 1 }), 35)).toEqual([`wide.ts: name name\n${lines(15, 'fill')}`]);
    expect(chosen([wide], interestIn({ name: 1 }), 34)).toEqual([`wide.ts: name name\n${lines(14, 'fill')}`]);
    expect(chosen([wide], interestIn({ name: 1 }), 13)).toEqual([`wide.ts: name name\n${lines(4, 'fill')}`]);
    expect(chosen([wide], interestIn({ name: 1 }), 12)).toEqual([]);
    const small = file('small.ts', 'name', 3);
    expect(chosen([wide, small], interestIn({ name: 1 }), 12).map((text) => text.split(':')[0])).toEqual(['small.ts']);
  });

  it('returns nothing without names', () => {
    expect(chosen([], interestIn({ name: 1 }))).toEqual([]);
    expect(chosen([file('a.ts', 'other')], interestIn({ name: 1 }))).toEqual([]);
  });
});
