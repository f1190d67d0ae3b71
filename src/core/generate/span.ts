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

/** The part of a span that a change touched: none, the position right after its text, or the text itself. */
export type Touch = 'none' | 'end' | 'text';

/** A span after a change. */
export interface FollowedSpan {
  readonly span: DocumentSpan;
  readonly touch: Touch;
}

export const isSameChange = (a: Change, b: Change): boolean =>
  a.offset === b.offset && a.length === b.length && a.text === b.text;

export const applyChange = (document: string, { offset, length, text }: Change): string =>
  document.slice(0, offset) + text + document.slice(offset + length);

/**
 * Moves a span along with a change that was made by something else.
 *
 * Text inserted right before or right after a span stays outside of it: it is the user's own. A change within the span
 * becomes part of its text. A change across its boundary can be followed if it inserts only whitespace, as a formatter
 * does, or if it contains the span's text once, as a rewrite of the whole document does.
 *
 * @param text the span's text before the change.
 * @returns undefined if the span's text cannot be found any more.
 */
export function spanAfterChange(span: DocumentSpan, change: Change, text: string): FollowedSpan | undefined {
  const { start, end } = span;
  const { offset, length } = change;
  const changeEnd = offset + length;
  const isInsertion = length === 0;
  const growth = change.text.length - length;
  if (isInsertion && offset === end) return { span, touch: 'end' };
  if (changeEnd <= start) return { span: { start: start + growth, end: end + growth }, touch: 'none' };
  if (offset >= end) return { span, touch: 'none' };
  if (offset >= start && changeEnd <= end && length < end - start) {
    return { span: { start, end: end + growth }, touch: 'text' };
  }
  return acrossBoundary(span, change, text);
}

function acrossBoundary(
  { start, end }: DocumentSpan,
  { offset, length, text: inserted }: Change,
  text: string,
): FollowedSpan | undefined {
  const changeEnd = offset + length;
  const found = inserted.indexOf(text);
  if (text !== '' && found >= 0 && inserted.lastIndexOf(text) === found) {
    return { span: { start: offset + found, end: offset + found + text.length }, touch: 'none' };
  }
  if (inserted.trim() !== '') return undefined;
  const insertedEnd = offset + inserted.length;
  const newStart = offset < start ? insertedEnd : start;
  const newEnd = changeEnd <= end ? end + inserted.length - length : offset;
  return { span: { start: newStart, end: Math.max(newStart, newEnd) }, touch: 'text' };
}
