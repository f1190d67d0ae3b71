import { defaultLimits } from '../prompt/window.js';

/** The text around a cursor in a document, with `\n` line ends, and the cursor's position. */
export interface CursorContext {
  /** Identifies the document, such as its URI. */
  readonly document: string;
  /** The file's path as the model is given it. */
  readonly path?: string | undefined;
  /** The editor's id for the document's language: the user may have chosen another one than the path implies. */
  readonly languageId?: string | undefined;
  /** Length of all text before the cursor, in UTF-16 code units. */
  readonly offset: number;
  /** From the document's start or from a window's to the cursor. */
  readonly prefix: string;
  readonly suffix: string;
}

/** The text around a cursor, with `\n` line ends, and its language; in no particular document. */
export type TextAroundCursor = Pick<CursorContext, 'prefix' | 'suffix' | 'path' | 'languageId'>;

/** Closing brackets, quotes and whitespace: characters that an editor types by itself. */
const closings = /^[\s)\]}>"'`]*/;
/** The one character that may follow closing brackets at a line's end. */
const onlyPunctuation = /^[;,:{]?\s*$/;

/** The rest of the cursor's line. */
export function restOfLine(suffix: string): string {
  const newline = suffix.search(/[\r\n]/);
  return newline < 0 ? suffix : suffix.slice(0, newline);
}

/**
 * Whether ghost text may appear at the cursor: not before a word character, which would read as one word with it, and
 * not where the rest of the line is more than closing brackets. A rest longer than a window's limit counts as more.
 */
export function isCompletable(suffix: string): boolean {
  const rest = restOfLine(suffix);
  return rest.length <= defaultLimits.rest && onlyPunctuation.test(rest.slice(closings.exec(rest)![0].length));
}

/**
 * The texts to prompt the model with: without closing brackets that the editor typed ahead, which would only tell it
 * that the line ends here.
 */
export function promptTexts({ prefix, suffix }: Pick<CursorContext, 'prefix' | 'suffix'>): {
  readonly prefix: string;
  readonly suffix: string;
} {
  return { prefix, suffix: isCompletable(suffix) ? suffix.slice(restOfLine(suffix).length) : suffix };
}
