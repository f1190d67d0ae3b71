/** How comments and strings are written in a language of which only that is known. */
export interface CommentMarks {
  /** What begins a comment that ends with its line. */
  readonly line: readonly string[];
  /** Whether such a mark counts only as the first text of its line, or anywhere, or after whitespace. */
  readonly lineAt: 'anywhere' | 'whitespace' | 'lineStart';
  /** What begins and ends comments of several lines. */
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Whether comments of several lines contain each other. */
  readonly isNested: boolean;
  /** What begins and ends strings, longer ones first. */
  readonly strings: readonly (readonly [open: string, close: string])[];
  /** What takes the character after it literally, in strings and outside. */
  readonly escape: string;
}

const double = ['"', '"'] as const;
const single = ["'", "'"] as const;
const none: CommentMarks = { line: [], lineAt: 'anywhere', block: [], isNested: false, strings: [], escape: '\\' };

const slashes: CommentMarks = { ...none, line: ['//'], block: [['/*', '*/']], strings: [double, single] };
const hash: CommentMarks = { ...none, line: ['#'], strings: [double] };
const lisp: CommentMarks = { ...none, line: [';'], block: [['#|', '|#']], strings: [double] };
const percent: CommentMarks = { ...none, line: ['%'] };

/** By file name extensions; a name without an extension means files of that name. */
const languages: readonly (readonly [extensions: string, CommentMarks])[] = [
  // An address is written with `//`, too, but with no blank before it.
  ['scss less sass', { ...slashes, lineAt: 'whitespace' }],
  ['sol', slashes],
  [
    'lua',
    {
      ...none,
      line: ['--'],
      block: [
        ['--[[', ']]'],
        ['--[=[', ']=]'],
      ],
      strings: [['[[', ']]'], double, single],
    },
  ],
  ['hs elm', { ...none, line: ['--'], block: [['{-', '-}']], isNested: true, strings: [[`'"`, "'"], double] }],
  ['ps1 psm1 psd1', { ...hash, block: [['<#', '#>']], strings: [double, single], escape: '`' }],
  ['pl pm', { ...hash, lineAt: 'whitespace', block: [['\n=', '\n=cut']], strings: [double, single] }],
  ['mk makefile gnumakefile', { ...hash, strings: [] }],
  ['dockerfile containerfile', { ...hash, lineAt: 'lineStart' }],
  ['cmake', { ...hash, block: [['#[[', ']]']] }],
  ['nix', { ...hash, block: [['/*', '*/']], strings: [["''", "''"], double] }],
  ['tex sty cls bib', percent],
  ['erl hrl', { ...percent, strings: [double] }],
  ['clj cljs cljc edn lisp el scm rkt', lisp],
];

const byExtension = new Map(
  languages.flatMap(([extensions, marks]) => extensions.split(' ').map((extension) => [extension, marks] as const)),
);

/** Comments and strings of a language by a file name extension, or by the whole name of a file that has none. */
export const commentMarksOf = (extension: string): CommentMarks | undefined => byExtension.get(extension);

/** Where a text ends that is written with these marks. Reads each character a few times at most. */
export function contextByMarks(text: string, marks: CommentMarks): 'code' | 'literal' | 'comment' {
  const { line, lineAt, block, isNested, strings, escape } = marks;
  const startsAt = (at: number, mark: string): boolean => text.startsWith(mark, at);
  const isLineMark = (at: number): boolean => {
    if (!line.some((mark) => startsAt(at, mark))) return false;
    if (lineAt === 'anywhere' || at === 0) return true;
    if (lineAt === 'whitespace') return /\s/.test(text[at - 1]!);
    return isBlank(text, text.lastIndexOf('\n', at - 1) + 1, at);
  };
  for (let at = 0; at < text.length;) {
    const opened = block.find(([open]) => startsAt(at, open));
    if (opened) {
      const end = endOfBlock(text, at + opened[0].length, opened, isNested);
      if (end === undefined) return 'comment';
      at = end;
    } else if (isLineMark(at)) {
      const end = text.indexOf('\n', at);
      if (end < 0) return 'comment';
      at = end;
    } else {
      const quoted = strings.find(([open]) => startsAt(at, open));
      const end = quoted ? endOfString(text, at + quoted[0].length, quoted[1], escape) : at + 1;
      if (end === undefined) return 'literal';
      at = text[at] === escape ? at + 2 : end;
    }
  }
  return 'code';
}

const isBlank = (text: string, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (text[i] !== ' ' && text[i] !== '\t') return false;
  return true;
};

function endOfBlock(
  text: string,
  from: number,
  [open, close]: readonly [string, string],
  isNested: boolean,
): number | undefined {
  for (let at = from, depth = 1; at < text.length;) {
    if (text.startsWith(close, at)) {
      at += close.length;
      if (--depth === 0) return at;
    } else if (isNested && text.startsWith(open, at)) {
      at += open.length;
      depth++;
    } else at++;
  }
  return undefined;
}

function endOfString(text: string, from: number, close: string, escape: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(close, at)) return at + close.length;
    if (text[at] === escape) at++;
  }
  return undefined;
}
