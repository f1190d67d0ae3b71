import { expect, test } from 'vitest';
import { holesPerKind, cutHoles, targetOf, type Hole } from '../../../quality/holes/cut.js';
import { holeKinds, spanOf, type HoleKind, type Line } from '../../../quality/holes/kinds.js';
import { scoreOf } from '../../../quality/holes/score.js';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { someCode, workspaceOf } from './support/workspaces.js';

/** A line of a text by its number. */
function lineOf(text: string, number: number): Line {
  const lines = text.split('\n');
  const start = lines.slice(0, number).reduce((sum, { length }) => sum + length + 1, 0);
  const line = lines[number]!;
  const first = start + line.length - line.trimStart().length;
  return { text, first, last: first + line.trim().length };
}

/** The text that a kind cuts out of a line; `dice` chooses among several. */
function cut(kind: HoleKind, text: string, number: number, dice = 0): string | undefined {
  const span = spanOf[kind](lineOf(text, number), () => dice);
  return span && text.slice(...span);
}

test('spanOf cuts the rest of a line from any character to its end', () => {
  expect(cut('rest of line', 'a\n  call(x);  \nb', 1, 0)).toBe('call(x);');
  expect(cut('rest of line', 'a\n  call(x);  \nb', 1, 0.5)).toBe('(x);');
  expect(cut('rest of line', 'a\n  call(x);  \nb', 1, 0.999)).toBe(';');
});

test('spanOf cuts a line after its indentation', () => {
  expect(cut('line', 'a\n  call(x);  \nb', 1)).toBe('call(x);');
});

test('spanOf cuts arguments of 3 to 40 characters without nested parentheses', () => {
  const text = 'const x = f(a) + first(one, two) + second(three(inner));';
  expect(cut('brackets', text, 0)).toBe('one, two');
  expect(cut('brackets', text, 0, 0.9)).toBe('inner');
  expect(cut('brackets', 'if (a < b) {', 0)).toBeUndefined();
  expect(cut('brackets', `f(${'a'.repeat(41)})`, 0)).toBeUndefined();
});

test('spanOf cuts the block below a line that opens one', () => {
  const block = 'while (a) {\n    one();\n\n    two();\n}\nthree();';
  expect(cut('block', block, 0)).toBe('one();\n\n    two();');
  expect(cut('block', 'def f():\n    a\n    b\nc', 0)).toBe('a\n    b');
});

test('spanOf cuts no block of one or seven lines, and none where no block is opened', () => {
  expect(cut('block', 'while (a) {\n  one();\n}', 0)).toBeUndefined();
  expect(cut('block', `while (a) {\n${'  one();\n'.repeat(7)}}`, 0)).toBeUndefined();
  expect(cut('block', `while (a) {\n${'  one();\n'.repeat(6)}}`, 0)).toBe(
    `one();\n${'  one();\n'.repeat(5)}`.trimEnd(),
  );
  expect(cut('block', 'one();\n  two();\n  three();', 0)).toBeUndefined();
});

test('holesPerKind divides a number by the shares of the languages', () => {
  expect(holesPerKind(11)).toEqual({ TypeScript: 4, Python: 4, Go: 1, Rust: 1, Java: 1 });
  for (const count of [0, 1, 7, 200]) expect(Object.values(holesPerKind(count)).reduce((a, b) => a + b)).toBe(count);
});

test('cutHoles cuts each line once, and is deterministic for a seed', () => {
  const text = someCode(60);
  const workspaces = [workspaceOf('TypeScript', { 'a.ts': text }), workspaceOf('Go', { 'a.go': text })];
  const cutAll = (seed: number): Hole[] =>
    cutHoles(workspaces, holeKinds, 22, (kind) => seededRng(seed + holeKinds.indexOf(kind)));
  const holes = cutAll(1);
  for (const hole of holes) {
    expect(text.slice(0, hole.start) + targetOf(hole) + text.slice(hole.end)).toBe(text);
    expect(targetOf(hole).trim()).not.toBe('');
  }
  // Eight of TypeScript and two of Go for each kind; the other languages have no workspace.
  expect(holes).toHaveLength(4 * 10);
  const lines = holes.map(
    ({ kind, repository, start }) => `${kind} ${repository.name} ${text.slice(0, start).split('\n').length}`,
  );
  expect(new Set(lines).size).toBe(holes.length);
  expect(cutAll(1)).toEqual(holes);
  expect(cutAll(2)).not.toEqual(holes);
});

function holeIn(text: string): Hole {
  const [before = '', target = '', after = ''] = text.split('‸');
  const { repository } = workspaceOf('TypeScript', {});
  const file = { path: 'a.ts', text: before + target + after };
  return { kind: 'brackets', repository, file, start: before.length, end: before.length + target.length };
}

const shown = (text: string, replaces = 0) => ({ text, replaces, confidence: 1 });

test('scoreOf counts an answer as exact with or without the closing brackets', () => {
  const hole = holeIn('f(‸a, b‸);\nnext');
  expect(scoreOf(hole, shown('a, b')).exact).toBe(true);
  expect(scoreOf(hole, shown('a, b);', 2)).exact).toBe(true);
  expect(scoreOf(hole, shown('a, b);', 1)).exact).toBe(false);
  expect(scoreOf(hole, shown('a, c')).exact).toBe(false);
  expect(scoreOf(hole, undefined)).toEqual({ exact: false, similarity: 0 });
});

test('scoreOf ignores the text after the hole for the similarity', () => {
  const hole = holeIn('f(‸a, b‸).then(another);');
  expect(scoreOf(hole, shown('xyz')).similarity).toBe(0);
  expect(scoreOf(hole, shown('a, c')).similarity).toBeCloseTo(6 / 8);
  expect(scoreOf(hole, shown('a, b')).similarity).toBe(1);
});

test('scoreOf ignores whitespace at line ends', () => {
  expect(scoreOf(holeIn('x = ‸1;  \n  y = 2;‸\nnext'), shown('1;\n  y = 2;')).exact).toBe(true);
});
