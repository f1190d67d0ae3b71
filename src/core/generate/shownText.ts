import type { Change, Span } from './span.js';

/** A text in the place of a span, and how many characters of what stood behind it, closers, it replaces as well. */
export interface ShownText {
  readonly text: string;
  readonly replaces: number;
}

/** What leads from one shown text to another. */
export interface Step {
  readonly change: Change;
  /** The span and its text afterwards. */
  readonly span: Span;
  readonly shown: ShownText;
}

/** How much of two texts is the same from the start; no line end and no surrogate pair is cut apart. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  const last = a.charCodeAt(length - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return length > 0 && (a[length - 1] === '\r' || isHighSurrogate) ? length - 1 : length;
}

/**
 * The one change of the document that shows `wanted` where `shown` stands. What both begin with stays untouched, so text
 * that grows is only appended to.
 *
 * @param span where `shown.text` stands.
 * @param closers what stood behind the span on its line before anything was shown.
 * @param behind what stands behind the span now. If somebody has changed it, no more of it is replaced.
 * @returns undefined if nothing has to change.
 */
export function stepTo(
  wanted: ShownText,
  shown: ShownText,
  span: Span,
  closers: string,
  behind: string,
): Step | undefined {
  const taken = closers.slice(shown.replaces, wanted.replaces);
  const given = closers.slice(wanted.replaces, shown.replaces);
  const replaces = behind.startsWith(taken) ? wanted.replaces : shown.replaces;
  const isTaking = replaces > shown.replaces;
  const same = commonStart(shown.text, wanted.text);
  const change = {
    offset: span.start + same,
    length: shown.text.length - same + (isTaking ? taken.length : 0),
    text: wanted.text.slice(same) + given,
  };
  if (change.length === 0 && change.text === '') return undefined;
  return {
    change,
    span: { start: span.start, end: span.start + wanted.text.length },
    shown: { text: wanted.text, replaces },
  };
}
