/** Position of a scanner; up to `heredocTag` it is in code, from `lineComment` on in a comment. */
export const mode = {
  code: 0,
  /** After a `/`, which may begin a comment or a regular expression. */
  slash: 1,
  /** After a `-`, which may begin a comment. */
  dash: 2,
  /** After two quotes: an empty string, unless a third follows. */
  empty: 3,
  /** After a `'` and one character: a lifetime, unless another `'` follows. */
  lifetime: 4,
  /** In a word at a line's start that may begin a comment. */
  commentWord: 5,
  /** After a `<<`, which may begin a here document. */
  heredocTag: 6,
  /** After a `'` that begins a lifetime, or a literal of one character. */
  apostrophe: 7,
  /** After the first of perhaps three quotes. */
  opened: 8,
  literal: 9,
  heredoc: 10,
  lineComment: 11,
  blockComment: 12,
  /** In a comment of whole lines. */
  commentLines: 13,
  /** After a `#`, which may begin an attribute. */
  hash: 14,
} as const;

/** The last thing in the code, which decides what a `/` and a quote mean. */
export const last = { operator: 0, word: 1, value: 2, less: 3, at: 4 } as const;

/** The kinds of text that a position may be in. */
export type SyntaxContext = 'code' | 'literal' | 'comment';

/** The kind of text that a mode reads. */
export const contextOfMode = (current: number): SyntaxContext =>
  current <= mode.heredocTag ? 'code' : current < mode.lineComment ? 'literal' : 'comment';
