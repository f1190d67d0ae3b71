/** Characters that begin a comment; ` #` does so only after whitespace or at a line's start. */
type CommentMark = '//' | '/*' | '#' | ' #' | '--';

/** Strings with code between `${` or `#{` and `}`. */
interface Template {
  readonly quote: string;
  readonly mark: '$' | '#';
}

/** Comments, strings and brackets of a language, as far as brackets and lines depend on them. */
export interface Syntax {
  readonly comments: readonly CommentMark[];
  /** Whether block comments contain each other. */
  readonly nestsComments: boolean;
  /** Whether `#[` begins an attribute, and no comment. */
  readonly hasAttributes: boolean;
  /** Words at a line's start that begin and end a comment of several lines. */
  readonly commentLines: readonly [begin: string, end: string] | undefined;
  /** Delimiters of strings, besides that of templates. */
  readonly quotes: string;
  /** Quotes that may come in threes, around a string of several lines. */
  readonly triple: string;
  /** Quotes whose string may continue in the next line. */
  readonly multiline: string;
  /** Quotes in whose string a backslash is a character like any other. */
  readonly raw: string;
  /** A character right before a quote that makes its string raw and lets it continue in the next line. */
  readonly rawMark: string;
  /** Whether a `'` right after a letter is a quote (`b'x'`), and no apostrophe. */
  readonly isPrefixed: boolean;
  readonly template: Template | undefined;
  /** Characters one of which makes a here document of `<<` and a word in capitals; none if empty. */
  readonly heredocs: string;
  readonly hasRegexes: boolean;
  /** Whether a `'` begins a lifetime, or a literal of one character. */
  readonly hasLifetimes: boolean;
  /** The brackets that come in pairs. */
  readonly brackets: string;
}

/** Strings and brackets of most languages, without comments. */
export const plainSyntax: Syntax = {
  comments: [],
  nestsComments: false,
  hasAttributes: false,
  commentLines: undefined,
  quotes: `"'`,
  triple: '',
  multiline: '',
  raw: '',
  rawMark: '',
  isPrefixed: false,
  template: undefined,
  heredocs: '',
  hasRegexes: false,
  hasLifetimes: false,
  brackets: '()[]{}',
};

/** That of C and of its descendants. */
export const cSyntax: Syntax = { ...plainSyntax, comments: ['//', '/*'] };

/** That of languages whose strings may continue in the next line, and whose comments begin with `#`. */
export const hashSyntax: Syntax = { ...plainSyntax, comments: ['#'], multiline: `"'` };

export const pythonSyntax: Syntax = { ...plainSyntax, comments: ['#'], triple: `"'`, isPrefixed: true };
