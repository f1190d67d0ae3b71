import { applyChange, type Change, type DocumentSpan } from './span.js';

/** A text in the place of a span, and how many characters of what stood behind it, closers, it replaces as well. */
export interface ShownText {
  readonly text: string;
  readonly replaces: number;
}

/** What leads from one shown text to another. */
export interface EditStep {
  readonly change: Change;
  /** The span and its text afterwards. */
  readonly span: DocumentSpan;
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
 * The next change of the document on the way from `shown` to `wanted`. What both begin with stays untouched, so text that
 * grows is only appended to, and the cursor goes along; closers go afterwards, in a change of their own.
 *
 * @param span where `shown.text` stands.
 * @param closingBrackets what stood behind the span on its line before anything was shown.
 * @param behind what stands behind the span now. If somebody has changed it, no more of it is replaced.
 * @returns undefined if nothing has to change.
 */
export function stepTo(
  wanted: ShownText,
  shown: ShownText,
  span: DocumentSpan,
  closingBrackets: string,
  behind: string,
): EditStep | undefined {
  const same = commonStart(shown.text, wanted.text);
  const given = closingBrackets.slice(wanted.replaces, shown.replaces);
  const change = {
    offset: span.start + same,
    length: shown.text.length - same,
    text: wanted.text.slice(same) + given,
  };
  if (change.length > 0 || change.text !== '') {
    const replaces = Math.min(shown.replaces, wanted.replaces);
    return {
      change,
      span: { start: span.start, end: span.start + wanted.text.length },
      shown: { text: wanted.text, replaces },
    };
  }
  const taken = closingBrackets.slice(shown.replaces, wanted.replaces);
  if (taken === '' || !behind.startsWith(taken)) return undefined;
  return { change: { offset: span.end, length: taken.length, text: '' }, span, shown: wanted };
}

/** A whole document as it is once `wanted` is shown in it; see `stepTo`. */
export function documentWith(
  document: string,
  wanted: ShownText,
  shown: ShownText,
  span: DocumentSpan,
  closingBrackets: string,
): string {
  const step = stepTo(
    wanted,
    shown,
    span,
    closingBrackets,
    document.slice(span.end, span.end + closingBrackets.length),
  );
  return step
    ? documentWith(applyChange(document, step.change), wanted, step.shown, step.span, closingBrackets)
    : document;
}
