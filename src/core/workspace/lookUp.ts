import { nearness, type MatchBuffer } from './matchBuffer.js';
import { folderOf, type IndexedFile } from './indexedFile.js';
import type { Segment } from './segment.js';

/** More places than this say too little each; see `lookUp`. */
export const maxMatches = 256;

/** Walks over a segment's places away from the insertion point: its matches only become shorter. */
interface Walk {
  readonly segment: Segment;
  readonly step: 1 | -1;
  at: number;
  /** The match length at `at`; 0 behind the end. */
  length: number;
}

function lengthAt(segment: Segment, at: number, context: readonly number[]): number {
  const place = segment.order[at];
  return place === undefined ? 0 : segment.matchLength(place, context);
}

/** What is asked of the index besides the context. */
export interface Asker {
  /** Path of the open document: its own file is left out, since its newest text is at hand. */
  readonly path: string | undefined;
  /** Matches of fewer tokens say nothing to whoever asks; all do if absent. */
  readonly minLength?: number;
}

/**
 * Adds the places of all files that match the context best: first all with the longest match, then all with the next
 * shorter one, and so on, for as long as there are at most `mostPlaces`. A length is taken with all its places or not at
 * all, so that counts are exact and do not depend on how the files lie in segments. Where even the longest match has
 * more places, it is a bracket or a newline in front of something new, and there is nothing to learn from it.
 */
export function findMatches(
  segments: readonly Segment[],
  context: readonly number[],
  { path, minLength = 1 }: Asker,
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
        const place = segment.order[walk.at]!;
        const file = segment.fileAt(place);
        if (!file.isDropped && file.path !== path) {
          if (matches.count - first >= maxMatches) {
            matches.count = before;
            return;
          }
          matches.add(segment.tokens[place]!, level, kindOf(file), file.path);
        }
        walk.at += walk.step;
        walk.length = lengthAt(segment, walk.at, context);
      }
    }
  }
}
