import type { TokenArray } from '../workspace/tokenArray.js';
import { definedIn } from './definitions.js';
import { identifiersIn } from './names.js';

/** A file's tokens with the positions of its lines and names, for cutting snippets. Lines are counted from 0. */
export interface FileLines {
  readonly path: string;
  readonly tokens: TokenArray;
  readonly lineCount: number;
  /** Index of each line's first token, and one more entry: the number of tokens. */
  readonly starts: readonly number[];
  /** Number of names before each line, and one more entry. */
  readonly namesBefore: readonly number[];
  /** The lines with each name, ascending. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The first line that defines a name. */
  readonly definitions: ReadonlyMap<string, number>;
}

/** More of a file is not used: it would take longer than a keystroke may. */
const maxTokens = 8192;

/**
 * Finds the lines and names of a file.
 *
 * @param textOf a token's text; only ASCII matters.
 */
export function fileLines(path: string, all: TokenArray, textOf: (id: number) => string): FileLines {
  // A copy: a part of the index's large arrays would keep those alive.
  const tokens = all.slice(0, maxTokens);
  const starts = [0];
  const namesBefore = [0];
  const places = new Map<string, number[]>();
  const definitions = new Map<string, number>();
  let line = '';
  for (let at = 0; at < tokens.length; at++) {
    line += textOf(tokens[at]!);
    if (!line.endsWith('\n') && at < tokens.length - 1) continue;
    const number = starts.length - 1;
    const names = new Set(identifiersIn(line));
    for (const name of names) {
      const lines = places.get(name);
      if (lines) lines.push(number);
      else places.set(name, [number]);
    }
    const defined = definedIn(line);
    if (defined !== undefined && !definitions.has(defined)) definitions.set(defined, number);
    starts.push(at + 1);
    namesBefore.push(namesBefore[number]! + names.size);
    line = '';
  }
  return { path, tokens, lineCount: starts.length - 1, starts, namesBefore, places, definitions };
}
