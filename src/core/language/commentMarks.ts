import type { SyntaxContext } from './scannerMode.js';

/** Comments and strings of a language of which only these are known. */
export interface CommentMarks {
  /** Starts of comments that end with their line. */
  readonly line: readonly string[];
  /** Where such a mark counts: anywhere, after whitespace, or only as the first text of its line. */
  readonly lineAt: 'anywhere' | 'whitespace' | 'lineStart';
  /** Starts and ends of comments of several lines. */
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Whether comments of several lines contain each other. */
  readonly isNested: boolean;
  /** Starts and ends of strings, longer ones first. */
  readonly strings: readonly (readonly [open: string, close: string])[];
  /** The character that takes the next one literally, in strings and outside. */
  readonly escape: string;
}

export const doubleQuotes = ['"', '"'] as const;
export const singleQuotes = ["'", "'"] as const;

/** Neither comments nor strings. */
export const noMarks: CommentMarks = {
  line: [],
  lineAt: 'anywhere',
  block: [],
  isNested: false,
  strings: [],
  escape: '\\',
};

/** Comments that begin with `#`, and strings in double quotes. */
export const hashMarks: CommentMarks = { ...noMarks, line: ['#'], strings: [doubleQuotes] };

/** Whether a text with these marks ends in code, a string or a comment. Reads each character a few times at most. */
export function contextByMarks(text: string, marks: CommentMarks): SyntaxContext {
  const { line, lineAt, block, isNested, strings, escape } = marks;
  const startsAt = (at: number, mark: string): boolean => text.startsWith(mark, at);
  const isLineMark = (at: number): boolean => {
    if (!line.some((mark) => startsAt(at, mark))) return false;
    if (lineAt === 'anywhere' || at === 0) return true;
    if (lineAt === 'whitespace') return /\s/.test(text[at - 1]!);
    return isWhitespace(text, text.lastIndexOf('\n', at - 1) + 1, at);
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

const isWhitespace = (text: string, from: number, to: number): boolean => {
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
