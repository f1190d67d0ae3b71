import { MatchBuffer } from '../../../../../src/core/workspace/matchBuffer.js';
import { gap } from '../../../../../src/core/workspace/tokenArray.js';
import type { WorkspaceIndex } from '../../../../../src/core/workspace/workspaceIndex.js';

/** A file as tokens. */
export type Files = ReadonlyMap<string, readonly number[]>;

/** Lets an index do all that it has to do. */
export const settle = (index: WorkspaceIndex): void => finish(index.work());

/** Does a work to its end. */
export function finish(work: Generator<void, void>): void {
  while (!work.next().done);
}

/** The matches of a context in an index, sorted: the order among equals means nothing. */
export function found(index: WorkspaceIndex, context: readonly number[], path?: string): string[] {
  const matches = new MatchBuffer(512);
  index.find(context, { path }, matches);
  return listed(matches);
}

export function listed(matches: MatchBuffer): string[] {
  return Array.from(
    { length: matches.count },
    (_, i) => `${matches.lengths[i]} tokens → ${matches.tokens[i]} in ${matches.paths[i]} (${matches.kinds[i]})`,
  ).sort();
}

/** A place by the definition. */
export interface ScannedPlace {
  readonly token: number;
  readonly length: number;
  readonly path: string;
}

/** Every place of every file that matches, the longest matches first, whole lengths only, `most` at most. */
export function scannedPlaces(
  files: Files,
  context: readonly number[],
  most: number,
  without?: string,
): ScannedPlace[] {
  const byLength = new Map<number, ScannedPlace[]>();
  for (const [path, tokens] of files) {
    if (path === without) continue;
    for (let place = 1; place < tokens.length; place++) {
      if (tokens[place] === gap) continue;
      let length = 0;
      while (length < Math.min(32, place, context.length) && tokens[place - 1 - length] === context.at(-1 - length))
        length++;
      if (length > 0) byLength.set(length, [...(byLength.get(length) ?? []), { token: tokens[place]!, length, path }]);
    }
  }
  const all: ScannedPlace[] = [];
  for (const [, places] of [...byLength].sort(([a], [b]) => b - a)) {
    if (all.length + places.length > most) break;
    all.push(...places);
  }
  return all;
}

/** The same as `found` lists it. */
export function scanned(
  files: Files,
  context: readonly number[],
  most: number,
  path?: string,
  edited = new Set<string>(),
): string[] {
  const folder = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));
  const isNear = (name: string): boolean => edited.has(name) || (path !== undefined && folder(name) === folder(path));
  return scannedPlaces(files, context, most, path)
    .map(({ token, length, path }) => `${length} tokens → ${token} in ${path} (${isNear(path) ? 1 : 2})`)
    .sort();
}
