import type { Rng } from '../../src/core/sampling/rng.js';

/** What a hole is cut out of, and so what is to be written. */
export const holeKinds = ['rest of line', 'line', 'brackets', 'block'] as const;
export type HoleKind = (typeof holeKinds)[number];

/** A stretch [start, end) of a text. */
export type HoleSpan = readonly [start: number, end: number];

/** A line without its indentation and the blanks at its end: [first, last) of the text. */
export interface Line {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** A call's content without parentheses of its own. */
const call = /(?<=\w\()[^()\n]{3,40}(?=\))/g;
const blockLines = { least: 2, most: 6 };

function inBrackets({ text, first, last }: Line, rng: Rng): HoleSpan | undefined {
  const calls = [...text.slice(first, last).matchAll(call)];
  const found = calls[Math.floor(rng() * calls.length)];
  return found && [first + found.index, first + found.index + found[0].length];
}

const indentationOf = (line: string): number => line.length - line.trimStart().length;

/** The lines that a line ending in `{` or `:` opens, from the first one's indentation to the last one's end. */
function block({ text, first, last }: Line): HoleSpan | undefined {
  if (!/[{:]/.test(text[last - 1]!)) return undefined;
  const depth = first - (text.lastIndexOf('\n', first - 1) + 1);
  let [start, end] = [0, 0];
  for (let newline = text.indexOf('\n', last); newline >= 0;) {
    const begin = newline + 1;
    newline = text.indexOf('\n', begin);
    const line = text.slice(begin, newline < 0 ? text.length : newline);
    if (line.trim() === '') continue;
    if (indentationOf(line) <= depth) break;
    if (start === 0) start = begin + indentationOf(line);
    end = begin + line.length;
  }
  const count = text.slice(start, end).split('\n').length;
  return start > 0 && count >= blockLines.least && count <= blockLines.most ? [start, end] : undefined;
}

/** For each kind where it would be cut at a line; undefined where it cannot be. */
export const spanOf: Readonly<Record<HoleKind, (line: Line, rng: Rng) => HoleSpan | undefined>> = {
  'rest of line': ({ first, last }, rng) => [first + Math.floor(rng() * (last - first)), last],
  line: ({ first, last }) => [first, last],
  brackets: inBrackets,
  block,
};
