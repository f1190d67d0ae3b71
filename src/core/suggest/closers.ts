/** A suggestion made to fit what stands after the cursor on the same line. */
export interface Fitted {
  readonly text: string;
  /** How many characters after the cursor the text replaces: closers that it brings along itself. */
  readonly replaces: number;
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const openers = '([{';

/** Index of the first closing bracket that `text` does not open itself; -1 where all are balanced. */
export function firstUnopened(text: string): number {
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (openers.includes(character)) open.push(character);
    const opener = openerOf[character];
    if (opener && open.pop() !== opener) return i;
  }
  return -1;
}

/** Whether all characters of `rest` occur in `text` in order, from `from` on. */
function isSubsequence(rest: string, text: string, from: number): boolean {
  let at = from;
  for (const character of rest) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Where `text` closes something that was open before it: the quote that `rest` begins with, or a bracket; or -1. */
function firstCloser(text: string, rest: string): number {
  const quote = rest[0]!;
  if (!'"\'`'.includes(quote)) return firstUnopened(text);
  const isClosed = text.split(quote).length % 2 === 0;
  return isClosed ? text.indexOf(quote) : -1;
}

/**
 * Fits a completion to the closers after the cursor, which an editor typed ahead: `foo(‸)` completed with `a, b);`
 * replaces the `)`, completed with `a, b` stands before it, and a closer that belongs elsewhere is cut off.
 *
 * @param rest the rest of the cursor's line.
 */
export function fitClosers(text: string, rest: string): Fitted {
  const closers = rest.trim();
  const whole: Fitted = { text, replaces: rest.trimEnd().length };
  if (closers === '') return { text, replaces: 0 };
  if (/^[;,:]$/.test(closers)) return text.endsWith(closers) ? whole : { text, replaces: 0 };
  const closer = firstCloser(text, closers);
  if (closer < 0) return { text, replaces: 0 };
  if (isSubsequence(closers.replace(/\s/g, ''), text, closer)) return whole;
  return { text: text.slice(0, closer), replaces: 0 };
}
