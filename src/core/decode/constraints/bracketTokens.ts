import { ascii } from '../../language/ascii.js';
import { closerOf, templateOpener } from '../../language/brackets.js';
import type { CodeScanner } from '../../language/codeScanner.js';
import type { Vocabulary } from '../../model/vocabulary.js';

/**
 * What a token needs of the brackets around it: the closers that have no opener in the token, in their order; `$` is the
 * `}` of a template's `${`, and `!` a closer whose own opener is of another kind.
 */
export type Need = string;

/** What may be closed, from the inside outwards, in the same letters; behind `|` the closer that the suffix begins with. */
export type Closable = string;

const impossible = '!';
/** Behind this in a `Closable` everything may be closed: nobody knows what is open there. */
export const unknown = '*';
export const suffixMark = '|';

const asCloser = (letter: string | undefined): string | undefined => (letter === '$' ? '}' : letter);

/** Whether a need is met. A need that is written for the other kind of `}` than the one there is counts as met. */
export function isMet(need: Need, closable: Closable): boolean {
  for (let i = 0; i < need.length; i++) {
    if (need[i] === impossible) return false;
    const there = closable[i];
    if (there === need[i]) continue;
    if (there === unknown) return true;
    // The text ends before this closer.
    if (there === suffixMark) return closable[i + 1] === asCloser(need[i]);
    return asCloser(there) === asCloser(need[i]);
  }
  return true;
}

/**
 * What some bytes need, read from where the scanner stands.
 *
 * @returns several needs where that depends on whether a `}` ends a template's `${`.
 */
export function needsOf(bytes: Uint8Array, scanner: CodeScanner, need: Need = ''): Need[] {
  const reader = scanner.fork();
  const open: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const bracket = reader.push(bytes[i]!);
    if (bracket === 0) continue;
    if (closerOf(bracket) !== 0) {
      open.push(bracket);
      continue;
    }
    const opener = open.pop();
    if (opener !== undefined) {
      if (closerOf(opener) !== bracket) return [need + impossible];
      if (opener === templateOpener) reader.resumeTemplate();
      continue;
    }
    const rest = bytes.subarray(i + 1);
    const needs = needsOf(rest, reader, need + String.fromCharCode(bracket));
    if (bracket !== closerOf(templateOpener) || !reader.syntax.template) return needs;
    reader.resumeTemplate();
    return [...needs, ...needsOf(rest, reader, `${need}$`)];
  }
  return [need];
}

/** How many lists are kept for each place of a scanner. */
const maxKept = 256;

/** The tokens with closers, by what they need where a scanner stands. */
class Groups {
  private readonly forbiddenBy = new Map<Closable, Int32Array>();
  /** The length of the longest need. */
  readonly longest: number;

  constructor(private readonly idsByNeed: ReadonlyMap<Need, readonly number[]>) {
    this.longest = Math.max(0, ...[...idsByNeed.keys()].map((need) => need.length));
  }

  forbidden(closable: Closable): Int32Array {
    let forbidden = this.forbiddenBy.get(closable);
    if (!forbidden) {
      const ids = [...this.idsByNeed].flatMap(([need, group]) => (isMet(need, closable) ? [] : group));
      forbidden = Int32Array.from(new Set(ids)).sort();
      if (this.forbiddenBy.size >= maxKept) this.forbiddenBy.clear();
      this.forbiddenBy.set(closable, forbidden);
    }
    return forbidden;
  }
}

const closingCodes: readonly number[] = [ascii.closingRound, ascii.closingSquare, ascii.closingBrace];

/**
 * The tokens of a vocabulary that hold closers. How each is read depends on where it stands (in a string a `)` is none),
 * so they are grouped once for every such place that is met, and a step only looks its lists up.
 */
export class BracketTokens {
  /** Ascending. */
  private readonly ids: readonly number[];
  /** 1 for each of them. */
  private readonly hasCloser: Uint8Array;
  private readonly groups = new Map<CodeScanner['syntax'], Map<number, Groups>>();

  constructor(readonly vocabulary: Vocabulary) {
    const isCloser = (byte: number): boolean => closingCodes.includes(byte);
    const all = Array.from({ length: vocabulary.size }, (_, id) => id);
    this.ids = all.filter((id) => vocabulary.bytes(id).some(isCloser));
    this.hasCloser = new Uint8Array(vocabulary.size);
    for (const id of this.ids) this.hasCloser[id] = 1;
  }

  /**
   * The tokens that close what must not be closed, ascending.
   *
   * @param closable what may be closed, told at least as far as asked.
   * @returns a shared array: do not change it.
   */
  forbidden(scanner: CodeScanner, closable: (length: number) => Closable): Int32Array {
    const groups = this.groupsAt(scanner);
    return groups.forbidden(closable(groups.longest));
  }

  /** The same for tokens that begin with `piece`, of which only what comes behind it counts; in no order. */
  forbiddenBehind(piece: Uint8Array, scanner: CodeScanner, closable: (length: number) => Closable): Int32Array {
    const isForbidden = (id: number): boolean =>
      needsOf(this.vocabulary.bytes(id).subarray(piece.length), scanner).some(
        (need) => !isMet(need, closable(need.length)),
      );
    return this.vocabulary.startingWith(piece).filter((id) => this.hasCloser[id] === 1 && isForbidden(id));
  }

  private groupsAt(scanner: CodeScanner): Groups {
    let bySyntax = this.groups.get(scanner.syntax);
    if (!bySyntax) this.groups.set(scanner.syntax, (bySyntax = new Map<number, Groups>()));
    let groups = bySyntax.get(scanner.key);
    if (!groups) bySyntax.set(scanner.key, (groups = this.group(scanner)));
    return groups;
  }

  private group(scanner: CodeScanner): Groups {
    const idsByNeed = new Map<Need, number[]>();
    for (const id of this.ids) {
      for (const need of needsOf(this.vocabulary.bytes(id), scanner)) {
        if (need === '') continue;
        const ids = idsByNeed.get(need);
        if (ids) ids.push(id);
        else idsByNeed.set(need, [id]);
      }
    }
    return new Groups(idsByNeed);
  }
}
