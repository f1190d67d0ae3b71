/** A suggestion made to fit what stands after the cursor on the same line. */
export interface Fitted {
  readonly text: string;
  /** How many characters after the cursor the text replaces: closers that it brings along itself. */
  readonly replaces: number;
}

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const quotes = '"\'`';

/** Index of the quote that ends the string whose content begins at `from`; -1 if none does. */
function endOfString(text: string, quote: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}

/**
 * Indices of the characters in `text` that close what was open before it: brackets outside of strings and, where the
 * cursor stands inside a string, the quote that ends it.
 *
 * @param inside the quote of the string that the cursor stands in, if any.
 * @param withAngles whether `<` and `>` are brackets here.
 */
export function unopenedClosers(text: string, inside?: string, withAngles = false): number[] {
  const found: number[] = [];
  const open: string[] = [];
  let i = 0;
  if (inside !== undefined) {
    const end = endOfString(text, inside, 0);
    if (end < 0) return [];
    found.push(end);
    i = end + 1;
  }
  for (; i < text.length; i++) {
    const character = text[i]!;
    const isAngle = character === '<' || (character === '>' && !/[=-]/.test(text[i - 1] ?? ''));
    if (quotes.includes(character)) {
      // A quote without a partner is an apostrophe.
      const end = endOfString(text, character, i + 1);
      if (end >= 0) i = end;
    } else if ('([{'.includes(character) || (withAngles && character === '<')) {
      open.push(character);
    } else if (character in openerOf && (character !== '>' || (withAngles && isAngle))) {
      if (open.at(-1) === openerOf[character]) open.pop();
      else found.push(i);
    }
  }
  return found;
}

/** How much of what follows the closers, such as `;` or ` {`, the text brings along, too. */
function trailing(text: string, following: string): number {
  const mark = following.trim();
  if (mark === '') return 0;
  // A statement ends once; other marks may stand inside the text for reasons of their own.
  const isBrought = mark === ';' ? text.includes(mark) : text.trimEnd().endsWith(mark);
  return isBrought ? following.trimEnd().length : 0;
}

/**
 * Fits a completion to the closers after the cursor, which an editor typed ahead: `foo(‸)` completed with `a, b);`
 * replaces the `)`, completed with `a, b` stands before it, and a closer that belongs elsewhere is cut off. Where more
 * follows than closers, the text ends where what follows begins.
 *
 * @param rest the rest of the cursor's line.
 */
export function fitClosers(text: string, rest: string): Fitted {
  const following = rest.trim();
  if (following === '') return { text, replaces: 0 };
  const repeated = following.length > 2 ? text.indexOf(following) : -1;
  if (repeated >= 0 && !/^[)\]}>"'`]/.test(following)) return { text: text.slice(0, repeated), replaces: 0 };

  const inside = quotes.includes(following[0]!) ? following[0] : undefined;
  let replaces = 0;
  for (const at of unopenedClosers(text, inside, following.startsWith('>'))) {
    const blanks = /^\s*/.exec(rest.slice(replaces))![0].length;
    const next = rest[replaces + blanks];
    if (next === undefined || /[;,:]/.test(next)) break;
    if (next !== text[at]) return { text: text.slice(0, at), replaces };
    replaces += blanks + 1;
  }
  return { text, replaces: replaces + trailing(text, rest.slice(replaces)) };
}
