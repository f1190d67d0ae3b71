/** A change of a document, in UTF-16 code units of its text before the change. */
export interface TextChange {
  readonly offset: number;
  /** Number of removed characters. */
  readonly removed: number;
  readonly inserted: string;
}

/** A part of a document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The growth of a document in characters. */
export const growthOf = (changes: readonly TextChange[]): number =>
  changes.reduce((sum, { removed, inserted }) => sum + inserted.length - removed, 0);

/** The shift of an offset by the changes before it. */
export const shiftOf = (offset: number, changes: readonly TextChange[]): number =>
  growthOf(changes.filter((change) => change.offset + change.removed <= offset));

/**
 * Moves a part of a text along with changes. Text inserted beside it does not belong to it; text that replaces some of
 * it does, together with what was replaced around: a formatter rewrites whole lines.
 */
export function moved(range: TextRange, changes: readonly TextChange[]): TextRange {
  let { start, end } = range;
  // The last one first: it leaves the offsets of the others alone.
  for (const change of [...changes].sort((a, b) => b.offset - a.offset)) {
    const changeEnd = change.offset + change.removed;
    const growth = change.inserted.length - change.removed;
    if (changeEnd <= start) {
      start += growth;
      end += growth;
    } else if (change.offset < end) {
      start = Math.min(start, change.offset);
      end = Math.max(end, changeEnd) + growth;
    }
  }
  return { start, end };
}
