/** A change of a document, in UTF-16 code units of its text before the change. */
export interface TextChange {
  readonly offset: number;
  /** How many characters went. */
  readonly removed: number;
  readonly inserted: string;
}

/** A part of a document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How much longer a document became. */
export const growthOf = (changes: readonly TextChange[]): number =>
  changes.reduce((sum, { removed, inserted }) => sum + inserted.length - removed, 0);

/** What becomes of an offset by changes that all lie before it. */
export const shiftOf = (offset: number, changes: readonly TextChange[]): number =>
  growthOf(changes.filter((change) => change.offset + change.removed <= offset));

/**
 * Where a part of a text is after changes. What is written beside it does not belong to it; what replaces some of it
 * does, together with what was replaced around: a formatter writes whole lines anew.
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
