import { ascii } from '../../language/ascii.js';
import { closerOf, templateOpener } from '../../language/brackets.js';
import type { CodeScanner } from '../../language/codeScanner.js';
import type { Vocabulary } from '../../model/vocabulary.js';

/**
 * The closers of a token that have no opener in it. A closer is the code of its character; `templateOpener` represents
 * the `}` that ends a template's `${`.
 */
export interface RequiredClosers {
  /** In their order in the token. */
  readonly closers: readonly number[];
  /** Whether a closer after these has an opener of another kind in the token: the token never fits then. */
  readonly isMismatched: boolean;
}

/** The closers that may come next. */
export interface ClosableBrackets {
  /** Closers of the open brackets, innermost first. */
  readonly closers: readonly number[];
  /** Whether everything may be closed after these, because it is not known what is open there. */
  readonly isOutsideUnknown: boolean;
  /** The closer that the suffix begins with, at which the text may end after these; 0 for none. */
  readonly suffixCloser: number;
}

const characterOf = (closer: number): number => (closer === templateOpener ? closerOf(templateOpener) : closer);

/**
 * Whether a token's closers fit. One that is read as the other kind of `}` than the one that is open counts as fitting:
 * the token has another reading, which decides.
 */
export function closersFit({ closers, isMismatched }: RequiredClosers, closable: ClosableBrackets): boolean {
  for (const [i, closer] of closers.entries()) {
    const expected = closable.closers[i];
    if (expected === closer) continue;
    if (expected !== undefined) return characterOf(expected) === characterOf(closer);
    // The text ends before the suffix's closer.
    return closable.isOutsideUnknown || closable.suffixCloser === characterOf(closer);
  }
  return !isMismatched;
}

/**
 * Reads the closers that some bytes require after the text that the scanner has read.
 *
 * @param before the closers before these bytes.
 * @returns several readings where they depend on whether a `}` ends a template's `${`.
 */
export function requiredClosers(
  bytes: Uint8Array,
  scanner: CodeScanner,
  before: readonly number[] = [],
): RequiredClosers[] {
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
      if (closerOf(opener) !== bracket) return [{ closers: before, isMismatched: true }];
      if (opener === templateOpener) reader.resumeTemplate();
      continue;
    }
    const rest = bytes.subarray(i + 1);
    const readings = requiredClosers(rest, reader, [...before, bracket]);
    if (bracket !== closerOf(templateOpener) || !reader.syntax.template) return readings;
    reader.resumeTemplate();
    return [...readings, ...requiredClosers(rest, reader, [...before, templateOpener])];
  }
  return [{ closers: before, isMismatched: false }];
}

/** Maximum number of cached lists for each state of a scanner. */
const maxCachedLists = 256;

/** Tokens that require the same closers. */
interface TokenGroup {
  readonly required: RequiredClosers;
  readonly ids: number[];
}

const keyOf = ({ closers, isMismatched }: RequiredClosers): string =>
  String.fromCharCode(...closers, isMismatched ? 1 : 0);

const closableKeyOf = ({ closers, isOutsideUnknown, suffixCloser }: ClosableBrackets): string =>
  String.fromCharCode(...closers, isOutsideUnknown ? 1 : 0, suffixCloser);

/** The tokens with closers in one state of a scanner, grouped by the closers that they require. */
class TokenGroups {
  private readonly forbiddenBy = new Map<string, Int32Array>();
  /** Maximum number of closers that a token requires. */
  readonly maxClosers: number;

  constructor(private readonly groups: readonly TokenGroup[]) {
    this.maxClosers = Math.max(0, ...groups.map(({ required }) => required.closers.length));
  }

  forbidden(closable: ClosableBrackets): Int32Array {
    const key = closableKeyOf(closable);
    let forbidden = this.forbiddenBy.get(key);
    if (!forbidden) {
      const ids = this.groups.flatMap((group) => (closersFit(group.required, closable) ? [] : group.ids));
      forbidden = Int32Array.from(new Set(ids)).sort();
      if (this.forbiddenBy.size >= maxCachedLists) this.forbiddenBy.clear();
      this.forbiddenBy.set(key, forbidden);
    }
    return forbidden;
  }
}

const closingCodes: readonly number[] = [ascii.closingRound, ascii.closingSquare, ascii.closingBrace];

/**
 * The tokens of a vocabulary that contain closers. Their reading depends on the context (in a string a `)` is no closer),
 * so they are grouped once for every state of the scanner that is met, and a step only looks its lists up.
 */
export class BracketTokens {
  /** Ascending. */
  private readonly ids: readonly number[];
  /** 1 for each of them. */
  private readonly hasCloser: Uint8Array;
  private readonly groups = new Map<CodeScanner['syntax'], Map<number, TokenGroups>>();

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
   * @param closable returns the closable brackets, at least as many closers as it is asked for.
   * @returns a shared array: do not change it.
   */
  forbidden(scanner: CodeScanner, closable: (maxClosers: number) => ClosableBrackets): Int32Array {
    const groups = this.groupsAt(scanner);
    return groups.forbidden(closable(groups.maxClosers));
  }

  /** The same for tokens that start with `piece`, of which only what comes after it counts; in no order. */
  forbiddenAfter(
    piece: Uint8Array,
    scanner: CodeScanner,
    closable: (maxClosers: number) => ClosableBrackets,
  ): Int32Array {
    const isForbidden = (id: number): boolean =>
      requiredClosers(this.vocabulary.bytes(id).subarray(piece.length), scanner).some(
        (required) => !closersFit(required, closable(required.closers.length)),
      );
    return this.vocabulary.startingWith(piece).filter((id) => this.hasCloser[id] === 1 && isForbidden(id));
  }

  private groupsAt(scanner: CodeScanner): TokenGroups {
    let bySyntax = this.groups.get(scanner.syntax);
    if (!bySyntax) this.groups.set(scanner.syntax, (bySyntax = new Map<number, TokenGroups>()));
    let groups = bySyntax.get(scanner.key);
    if (!groups) bySyntax.set(scanner.key, (groups = this.group(scanner)));
    return groups;
  }

  private group(scanner: CodeScanner): TokenGroups {
    const groups = new Map<string, TokenGroup>();
    for (const id of this.ids) {
      for (const required of requiredClosers(this.vocabulary.bytes(id), scanner)) {
        if (required.closers.length === 0 && !required.isMismatched) continue;
        const key = keyOf(required);
        const group = groups.get(key);
        if (group) group.ids.push(id);
        else groups.set(key, { required, ids: [id] });
      }
    }
    return new TokenGroups([...groups.values()]);
  }
}
