import type { Rng } from '../../src/core/sampling/rng.js';

/** The kinds of holes, by the code that is cut out. */
export const holeKinds = ['rest of line', 'line', 'brackets', 'block'] as const;
export type HoleKind = (typeof holeKinds)[number];

/** A part [start, end) of a text. */
export type HoleSpan = readonly [start: number, end: number];

/** A line without its indentation and the whitespace at its end: [first, last) of the text. */
export interface Line {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

/** The arguments of a call, without nested parentheses. */
const call = /(?<=\w\()[^()\n]{3,40}(?=\))/g;
const blockLines = { min: 2, max: 6 };

function inBrackets({ text, first, last }: Line, rng: Rng): HoleSpan | undefined {
  const calls = [...text.slice(first, last).matchAll(call)];
  const chosen = calls[Math.floor(rng() * calls.length)];
  return chosen && [first + chosen.index, first + chosen.index + chosen[0].length];
}

const indentationOf = (line: string): number => line.length - line.trimStart().length;

/** The block below a line that ends in `{` or `:`, from its first line's indentation to its last line's end. */
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
  return start > 0 && count >= blockLines.min && count <= blockLines.max ? [start, end] : undefined;
}

/** Finds the part to cut out of a line, by kind; undefined where there is none. */
export const spanOf: Readonly<Record<HoleKind, (line: Line, rng: Rng) => HoleSpan | undefined>> = {
  'rest of line': ({ first, last }, rng) => [first + Math.floor(rng() * (last - first)), last],
  line: ({ first, last }) => [first, last],
  brackets: inBrackets,
  block,
};
