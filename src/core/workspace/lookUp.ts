import { nearness, type MatchBuffer } from './matchBuffer.js';
import { folderOf, type IndexedFile } from './indexedFile.js';
import type { Segment } from './segment.js';

/** More positions than this are too unspecific; see `findMatches`. */
export const maxMatches = 256;

/** A walk over a segment's positions away from the insertion point: its matches only become shorter. */
interface Walk {
  readonly segment: Segment;
  readonly step: 1 | -1;
  at: number;
  /** The match length at `at`; 0 after the end. */
  length: number;
}

function lengthAt(segment: Segment, at: number, context: readonly number[]): number {
  const position = segment.order[at];
  return position === undefined ? 0 : segment.matchLength(position, context);
}

/** Options of a look-up. */
export interface LookUpOptions {
  /** Path of the open document: its own file is left out, since its newest text is at hand. */
  readonly path: string | undefined;
  /** Minimum match length in tokens; 1 if absent. */
  readonly minLength?: number;
}

/**
 * Adds the positions of all files that match the context best: first all with the longest match, then all with the next
 * shorter one, and so on, as long as there are at most `maxMatches`. A length is taken with all its positions or not at
 * all, so that counts are exact and do not depend on the distribution of files over segments. Where even the longest
 * match has more positions, it is a bracket or a newline in front of something new, and there is nothing to learn from
 * it.
 */
export function findMatches(
  segments: readonly Segment[],
  context: readonly number[],
  { path, minLength = 1 }: LookUpOptions,
  matches: MatchBuffer,
): void {
  const folder = path === undefined ? undefined : folderOf(path);
  const walks: Walk[] = [];
  for (const segment of segments) {
    const at = segment.insertionPoint(context);
    walks.push({ segment, step: -1, at: at - 1, length: lengthAt(segment, at - 1, context) });
    walks.push({ segment, step: 1, at, length: lengthAt(segment, at, context) });
  }
  const kindOf = (file: IndexedFile): number =>
    file.isEdited || file.folder === folder ? nearness.near : nearness.far;
  const first = matches.count;
  for (;;) {
    const before = matches.count;
    let level = 0;
    for (const { length } of walks) if (length > level) level = length;
    if (level < minLength) return;
    for (const walk of walks) {
      const { segment } = walk;
      while (walk.length === level) {
        const position = segment.order[walk.at]!;
        const file = segment.fileAt(position);
        if (!file.isDropped && file.path !== path) {
          if (matches.count - first >= maxMatches) {
            matches.count = before;
            return;
          }
          matches.add(segment.tokens[position]!, level, kindOf(file), file.path);
        }
        walk.at += walk.step;
        walk.length = lengthAt(segment, walk.at, context);
      }
    }
  }
}
