import { ascii } from './ascii.js';
import type { CodeScanner } from './codeScanner.js';
import { tabWidth } from './indentation.js';

/** The opener of a template's code, see `ascii.dollar`. */
export const templateOpener = ascii.dollar;

const closingBrackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', $: '}' };
const closerByCode = new Uint8Array(ascii.end);
for (const [opener, closer] of Object.entries(closingBrackets))
  closerByCode[opener.charCodeAt(0)] = closer.charCodeAt(0);

/** The code of the closer of an opener; 0 for any other character. */
export const closerOf = (opener: number): number => closerByCode[opener] ?? 0;

/** Counts the brackets of a text without a partner in it, regardless of their kinds, of strings and of comments. */
export function countUnpaired(text: string): { readonly open: number; readonly closed: number } {
  let [open, closed] = [0, 0];
  for (const character of text) {
    if ('([{'.includes(character)) open++;
    else if (')]}'.includes(character)) {
      if (open > 0) open--;
      else closed++;
    }
  }
  return { open, closed };
}

/** A bracket and the indentation of its line, in columns. */
export interface Bracket {
  readonly code: number;
  readonly indent: number;
}

/** The brackets of a text that have no partner in it. */
export interface Unpaired {
  /** Openers, outermost first. */
  readonly open: readonly Bracket[];
  /** Closers in their order: innermost first. */
  readonly closed: readonly Bracket[];
  /** Whether brackets of different kinds met: then the text is being edited, or was misread. */
  readonly isTangled: boolean;
}

/** Openers without a closer so far. The one that a closer closes is found without a search, however many are open. */
class Openers {
  private readonly brackets: Bracket[] = [];
  /** By closer the indices of the openers that it closes, ascending. */
  private readonly indices = new Map<number, number[]>();

  constructor(brackets: readonly Bracket[] = []) {
    for (const bracket of brackets) this.push(bracket);
  }

  /** Outermost first. */
  get all(): readonly Bracket[] {
    return this.brackets;
  }

  push(bracket: Bracket): void {
    const closer = closerOf(bracket.code);
    const indices = this.indices.get(closer);
    if (indices) indices.push(this.brackets.length);
    else this.indices.set(closer, [this.brackets.length]);
    this.brackets.push(bracket);
  }

  /** Index of the innermost opener that `closer` closes; -1 if there is none. */
  partnerOf(closer: number): number {
    return this.indices.get(closer)?.at(-1) ?? -1;
  }

  /** Removes an opener and all that are inside of it. */
  removeFrom(index: number): void {
    this.brackets.length = index;
    for (const indices of this.indices.values()) while (indices.length > 0 && indices.at(-1)! >= index) indices.pop();
  }
}

/** Follows the indentation of the lines of a text. */
class Indentation {
  private isOver: boolean;
  columns: number;

  /** @param columns those of the line that the text begins in; undefined at a line's start. */
  constructor(columns: number | undefined) {
    this.isOver = columns !== undefined;
    this.columns = columns ?? 0;
  }

  push(code: number): void {
    if (code === ascii.newline) {
      this.isOver = false;
      this.columns = 0;
    } else if (!this.isOver) {
      if (code === ascii.space) this.columns++;
      else if (code === ascii.tab) this.columns += tabWidth;
      else this.isOver = true;
    }
  }
}

/**
 * Pairs the brackets of a text.
 *
 * @param scanner at the text's start, and at its end afterwards.
 * @param indent the indentation of the line that the text begins in; absent at a line's start.
 * @param before openers before the text, outermost first: they tell which `}` ends a template's `${`.
 */
export function pairBrackets(
  text: string,
  scanner: CodeScanner,
  indent?: number,
  before: readonly Bracket[] = [],
): Unpaired {
  const open = new Openers();
  const closed: Bracket[] = [];
  const indentation = new Indentation(indent);
  const outside = new Openers(before);
  let isTangled = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    indentation.push(code);
    const bracket = scanner.push(code);
    if (bracket === 0) continue;
    if (closerOf(bracket) !== 0) {
      open.push({ code: bracket, indent: indentation.columns });
      continue;
    }
    const isOwn = open.all.length > 0;
    if (!isOwn) closed.push({ code: bracket, indent: indentation.columns });
    const openers = isOwn ? open : outside;
    const at = openers.partnerOf(bracket);
    if (isOwn) isTangled ||= at < open.all.length - 1;
    // A closer without a partner is left out.
    if (at < 0) continue;
    const partner = openers.all[at]!;
    openers.removeFrom(at);
    if (partner.code === templateOpener) scanner.resumeTemplate();
  }
  return { open: open.all, closed, isTangled };
}
