import { defaultLimits } from '../prompt/window.js';

/** A place in a document: which one, how far in, and the text around. */
export interface CursorContext {
  readonly document: string;
  /** The file's path as the model is told it. */
  readonly path?: string | undefined;
  /** The editor's id for the document's language. */
  readonly languageId?: string | undefined;
  /** Length of all text before the cursor, in UTF-16 code units. */
  readonly offset: number;
  /** From the document's start or from a window's to the cursor. */
  readonly prefix: string;
  readonly suffix: string;
}

/** Closers and whitespace: what an editor types by itself. */
const closingBrackets = /^[\s)\]}>"'`]*/;
/** The one character that may follow closers at a line's end. */
const onlyMark = /^[;,:{]?\s*$/;

/** What of the cursor's line stands after the cursor. */
export function restOfLine(after: string): string {
  const newline = after.search(/[\r\n]/);
  return newline < 0 ? after : after.slice(0, newline);
}

/**
 * Whether ghost text may appear at the cursor: not before a word character, which would read as one word with it, and
 * not where the rest of the line is more than closers. A longer rest than a window holds counts as more.
 */
export function isCompletable(after: string): boolean {
  const rest = restOfLine(after);
  return rest.length <= defaultLimits.rest && onlyMark.test(rest.slice(closingBrackets.exec(rest)![0].length));
}
