/** What begins a comment; ` #` does only behind a blank or at a line's start. */
type CommentMark = '//' | '/*' | '#' | ' #' | '--';

/** What tells code from strings and comments in a language, as far as brackets and lines depend on it. */
export interface Syntax {
  readonly comments: readonly CommentMark[];
  /** What delimits strings, besides the backquote of templates. */
  readonly quotes: string;
  /** Quotes that may come in threes, around a string of several lines. */
  readonly triple: string;
  /** Quotes whose string goes on over a line's end. */
  readonly multiline: string;
  /** Quotes in whose string a backslash is a character like any other. */
  readonly raw: string;
  /** A character right before a quote that makes its string raw and lets it go on over a line's end. */
  readonly rawMark: string;
  /** Whether a `'` right behind a letter is a quote (`b'x'`) all the same, and no apostrophe. */
  readonly isPrefixed: boolean;
  /** Backquoted strings with code between `${` and `}`. */
  readonly hasTemplates: boolean;
  readonly hasRegexes: boolean;
  /** A `'` begins a lifetime, or a literal of one character. */
  readonly hasLifetimes: boolean;
  /** The brackets that come in pairs. */
  readonly brackets: string;
}

const plain: Syntax = {
  comments: [],
  quotes: `"'`,
  triple: '',
  multiline: '',
  raw: '',
  rawMark: '',
  isPrefixed: false,
  hasTemplates: false,
  hasRegexes: false,
  hasLifetimes: false,
  brackets: '()[]{}',
};

const c: Syntax = { ...plain, comments: ['//', '/*'] };
const java: Syntax = { ...c, triple: '"' };
const javascript: Syntax = { ...c, hasTemplates: true, hasRegexes: true };
const hash: Syntax = { ...plain, comments: ['#'], multiline: `"'` };
const python: Syntax = { ...plain, comments: ['#'], triple: `"'`, isPrefixed: true };
// In a shell's `case` a `)` stands alone.
const shell: Syntax = { ...hash, comments: [' #'], raw: `'`, isPrefixed: true, brackets: '[]{}' };

const languages: readonly (readonly [extensions: string, Syntax])[] = [
  ['js jsx mjs cjs ts tsx mts cts', javascript],
  ['c h cc cpp cxx hh hpp hxx m mm proto glsl json jsonc json5', c],
  ['java kt kts scala groovy gradle', java],
  ['cs', { ...java, rawMark: '@' }],
  ['swift', { ...java, quotes: '"' }],
  ['dart', { ...java, triple: `"'` }],
  ['go', { ...c, quotes: '"\'`', multiline: '`', raw: '`' }],
  ['rs', { ...c, quotes: '"', multiline: '"', hasLifetimes: true }],
  ['php', { ...c, comments: ['//', '/*', '#'], multiline: `"'` }],
  // Here `//` stands in addresses as often as before comments.
  ['css scss less', { ...plain, comments: ['/*'] }],
  ['py pyi pyw', python],
  ['rb', { ...hash, hasRegexes: true }],
  ['r', hash],
  ['ex exs jl', { ...hash, triple: '"' }],
  ['graphql gql', { ...python, isPrefixed: false }],
  ['tf hcl', { ...c, comments: ['//', '/*', '#'] }],
  ['toml', { ...python, raw: `'`, isPrefixed: false }],
  ['yml yaml', { ...hash, comments: [' #'], raw: `'`, brackets: '[]{}' }],
  ['sh bash zsh', shell],
  ['sql', { ...plain, comments: ['--', '/*'], multiline: `"'`, raw: `"'` }],
];

const byExtension = new Map(
  languages.flatMap(([extensions, syntax]) => extensions.split(' ').map((extension) => [extension, syntax] as const)),
);

/** The extension of a file's name in lower case, without its dot; '' where there is none. */
export function extensionOf(path: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** The syntax of a file by its name; undefined where it is not known, or where text and code mix as in HTML. */
export function syntaxOf(path: string | undefined): Syntax | undefined {
  return path === undefined ? undefined : byExtension.get(extensionOf(path));
}
