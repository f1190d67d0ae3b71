/** A range of a document, [start, end), in UTF-16 code units. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
}

/** A change of a document: `length` characters at `offset` were replaced by `text`. */
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
 * Moves a span along with a change that was made by something else.
 *
 * Typing at its end continues its text, and that counts as a change of it; so does any change at an empty span. What is
 * typed right before a span with text is only before it.
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
