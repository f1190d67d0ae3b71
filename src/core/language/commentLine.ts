import type { Language } from './language.js';
import type { Syntax } from './syntax.js';

/** The characters around a language's comments. */
interface CommentDelimiters {
  /** Starts of comments that end with their line. */
  readonly line: readonly string[];
  /** Starts and ends of comments of several lines. */
  readonly block: readonly (readonly [open: string, close: string])[];
}

function delimitersOfSyntax({ comments, commentLines }: Syntax): CommentDelimiters {
  const line = comments.filter((mark) => mark !== '/*').map((mark) => mark.trim());
  const block = comments.includes('/*') ? [['/*', '*/'] as const] : [];
  return { line, block: commentLines ? [...block, commentLines] : block };
}

/** Undefined for a language whose comments are unknown, or depend on the language that it embeds. */
const delimitersOf = ({ marks, syntax }: Language): CommentDelimiters | undefined =>
  marks ?? (syntax && delimitersOfSyntax(syntax));

/** The start of a comment in most languages. */
const anyComment = /^\s*(?:\/\/|\/?\*|#|--|;|%|<!--)/;
/** A line inside or at the end of a block comment, as C's descendants write it: a pointer has no space after its `*`. */
const starLine = /^\s*\*(?:\s|\/|$)/;

/** Whether a line is a comment and nothing else; for an unknown language, whether it looks like one in any. */
export function isCommentLine(line: string, language: Language | undefined): boolean {
  const delimiters = language && delimitersOf(language);
  if (!delimiters) return anyComment.test(line);
  const text = line.trimStart();
  if (language.syntax?.hasAttributes && text.startsWith('#[')) return false;
  const { line: starts, block } = delimiters;
  if (starts.some((start) => text.startsWith(start))) return true;
  // Some comments begin at the start of a line only, which their opener says with a newline.
  if (block.some(([open, close]) => text.startsWith(open) || `\n${line}`.startsWith(open) || text.startsWith(close))) {
    return true;
  }
  return block.some(([open]) => open === '/*') && starLine.test(line);
}

/** The ends of a language's block comments; for an unknown one, the usual ones. */
export function blockCommentEnds(language: Language | undefined): readonly string[] {
  const delimiters = language && delimitersOf(language);
  return delimiters ? delimiters.block.map(([, close]) => close) : ['*/', '-->'];
}

/** Repeats of a comment's first characters that mark it as documentation or as a heading: `///`, `//!`, `##`, `;;;`. */
const repeats: Readonly<Record<string, RegExp>> = { '//': /^\/\/[/!]?/, '#': /^#+/, ';': /^;+/, '%': /^%+/ };

/** The characters that begin a line's comment, such as `//`, `///` or `##`; undefined if it does not begin with one. */
export function lineCommentStart(line: string, language: Language | undefined): string | undefined {
  const text = line.trimStart();
  const starts = (language && delimitersOf(language))?.line ?? [...Object.keys(repeats), '--'];
  const start = starts.find((one) => text.startsWith(one));
  return start && (repeats[start]?.exec(text)?.[0] ?? start);
}
