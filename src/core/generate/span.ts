/** A stretch of a document, [start, end), in UTF-16 code units. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
}

/** A change of a document: `length` characters at `offset` gave way to `text`. */
export interface Change {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export const isSameChange = (a: Change, b: Change): boolean =>
  a.offset === b.offset && a.length === b.length && a.text === b.text;

export const applyChange = (document: string, { offset, length, text }: Change): string =>
  document.slice(0, offset) + text + document.slice(offset + length);

/**
 * Where a span stands after a change that somebody else made.
 *
 * Who types at its end goes on with its text, and that counts as a change of it; so does anything that comes to where an
 * empty span stands. What is typed right before a span that has text is only before it.
 *
 * @returns undefined if the span's own text was changed.
 */
export function spanAfterChange(
  { start, end }: DocumentSpan,
  { offset, length, text }: Change,
): DocumentSpan | undefined {
  const changeEnd = offset + length;
  const isInsertion = length === 0;
  if (changeEnd <= start && !(isInsertion && offset === end)) {
    const growth = text.length - length;
    return { start: start + growth, end: end + growth };
  }
  return offset > end || (offset === end && !isInsertion) ? { start, end } : undefined;
}
