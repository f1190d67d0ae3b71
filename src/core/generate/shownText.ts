import { applyChange, type Change, type DocumentSpan } from './span.js';

/** A text in a span, and the number of closing brackets after the span that it replaces as well. */
export interface ShownText {
  readonly text: string;
  readonly replaces: number;
}

/** A text as it is shown in a document. */
export interface ShownState {
  readonly shown: ShownText;
  /** The span of `shown.text`. */
  readonly span: DocumentSpan;
  /** The brackets after the span on its line before anything was shown. */
  readonly closingBrackets: string;
}

/** A step from one shown text to another. */
export interface EditStep {
  readonly change: Change;
  /** The span and its text afterwards. */
  readonly span: DocumentSpan;
  readonly shown: ShownText;
}

/** Length of the common start of two texts; no line end and no surrogate pair is split. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  const last = a.charCodeAt(length - 1);
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
  return length > 0 && (a[length - 1] === '\r' || isHighSurrogate) ? length - 1 : length;
}

/**
 * Computes the next change of the document on the way to `wanted`. The common start stays untouched, so text that grows is
 * only appended to, and the cursor moves along; closers are removed afterwards, in a separate change.
 *
 * @param textAfter the text after the span now. If it was changed in the meantime, no more of it is replaced.
 * @returns undefined if nothing has to change.
 */
export function stepTo(
  wanted: ShownText,
  { shown, span, closingBrackets }: ShownState,
  textAfter: string,
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
  if (taken === '' || !textAfter.startsWith(taken)) return undefined;
  return { change: { offset: span.end, length: taken.length, text: '' }, span, shown: wanted };
}

/** Applies all changes until `wanted` is shown in a document; see `stepTo`. */
export function documentWith(document: string, wanted: ShownText, state: ShownState): string {
  const { span, closingBrackets } = state;
  const step = stepTo(wanted, state, document.slice(span.end, span.end + closingBrackets.length));
  return step
    ? documentWith(applyChange(document, step.change), wanted, { ...state, shown: step.shown, span: step.span })
    : document;
}
