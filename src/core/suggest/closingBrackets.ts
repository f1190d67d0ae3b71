import { isMark, outermost } from './outermost.js';
import { isCompletable } from './cursorContext.js';

/** A suggestion made to fit what stands after the cursor on the same line. */
export interface Fitted {
  readonly text: string;
  /** How many characters after the cursor the text replaces: closers that it brings along itself. */
  readonly replaces: number;
}

/** Tells from where on a text is nothing, or nothing but a comment on its last line. */
function noCodeIn(text: string): (from: number) => boolean {
  const lastLine = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end))) + 1;
  return (from) => {
    const at = from + /^\s*/.exec(text.slice(from))![0].length;
    return at === text.length || (at >= lastLine && /^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2)));
  };
}

/** Fits a text to the mark behind the closers: `marks` are its own, after all that it closes. */
function fitMark(text: string, rest: string, replaces: number, marks: readonly number[]): Fitted {
  const left = rest.slice(replaces).trim();
  const isNoCode = noCodeIn(text);
  const last = marks.find((at) => isNoCode(at + 1));
  // A block may follow its mark; the other marks are the same only at the end.
  const isBrought = marks.some((at) => text[at] === left && (at === last || /[:{]/.test(left)));
  if (isBrought) return { text, replaces: rest.trimEnd().length };
  // No statement ends before a closer or another mark.
  const isStray = last !== undefined && text[last] === (left === ';' ? ',' : ';') && /^[)\],:{;]/.test(left);
  return { text: isStray ? text.slice(0, last) : text, replaces };
}

/**
 * Fits a completion to the closers after the cursor, which an editor typed ahead: `foo(‸)` completed with `a, b);`
 * replaces the `)`, completed with `a, b` stands before it, and a closer that belongs elsewhere is cut off. Where more
 * follows than closers, the text ends where what follows begins.
 *
 * @param rest the rest of the cursor's line.
 */
export function fitClosingBrackets(text: string, rest: string): Fitted {
  const ahead = /^[\s)\]}>"'`]*/.exec(rest)![0].replace(/\s/g, '');
  const found = outermost(text, ahead);
  const closingBrackets = found.filter((at) => !isMark(text[at]));
  if (!isCompletable(rest)) {
    const following = rest.trim();
    const repeated = following.length > 2 && ahead === '' ? text.indexOf(following) : -1;
    const ends = [repeated, closingBrackets[0] ?? -1].filter((at) => at >= 0);
    return { text: text.slice(0, Math.min(text.length, ...ends)), replaces: 0 };
  }
  let replaces = 0;
  let from = 0;
  for (const at of closingBrackets) {
    const blanks = /^\s*/.exec(rest.slice(replaces))![0].length;
    const next = rest[replaces + blanks];
    if (next === undefined || isMark(next)) break;
    if (next !== text[at]) return { text: text.slice(0, at), replaces };
    replaces += blanks + 1;
    from = at + 1;
  }
  const marks = found.filter((at) => at >= from && isMark(text[at]));
  return fitMark(text, rest, replaces, marks);
}
