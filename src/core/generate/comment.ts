import { closerOf, pairBrackets, templateOpener } from '../language/brackets.js';
import { CodeScanner } from '../language/codeScanner.js';
import type { Language } from '../language/language.js';

/** A comment that a selection is, contains or lies in. */
export interface FoundComment {
  /** Distance of the end of the comment's last line from the start of the selection. */
  readonly lineEnd: number;
  /** The indentation of its first line. */
  readonly indentation: string;
}

const endOfLine = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
};

/**
 * Finds the last comment of a selection, to its end, even if less of it is selected.
 *
 * @param before the text before the selection with `\n` line ends, from the start of the file or of a line.
 * @param language without a syntax nothing is a comment.
 */
export function commentIn(
  before: string,
  selected: string,
  after: string,
  language: Language | undefined,
): FoundComment | undefined {
  const syntax = language?.syntax;
  if (!syntax) return undefined;
  const text = before + selected + after;
  const selectionEnd = before.length + selected.length;
  const scanner = new CodeScanner(syntax);
  const open = pairBrackets(before, scanner).open.map(({ code }) => code);
  let isInside = scanner.context === 'comment';
  let start = isInside ? before.length : -1;
  let end = -1;
  for (let at = before.length; at < text.length && (at < selectionEnd || isInside); at++) {
    const bracket = scanner.push(text.charCodeAt(at));
    if (bracket !== 0 && closerOf(bracket) !== 0) open.push(bracket);
    else if (bracket !== 0 && open.pop() === templateOpener) scanner.resumeTemplate();
    const isComment = scanner.context === 'comment';
    if (isComment && !isInside) start = at;
    if (isComment) end = at;
    isInside = isComment;
  }
  if (end < 0) return undefined;
  const firstLine = text.slice(text.lastIndexOf('\n', start) + 1);
  return {
    lineEnd: endOfLine(text, end) - before.length,
    indentation: /^[ \t]*/.exec(firstLine)![0],
  };
}

/**
 * Whether a text that arrives piece by piece starts with a comment.
 *
 * @returns undefined while that is not known.
 */
export function beginsWithComment(text: string, language: Language | undefined): boolean | undefined {
  const begun = text.trimStart();
  const marks = (language?.syntax?.comments ?? []).map((mark) => mark.trim());
  if (marks.some((mark) => begun.startsWith(mark))) return true;
  return marks.some((mark) => mark.startsWith(begun)) ? undefined : false;
}
