import { closerOf, templateOpener } from '../../language/brackets.js';
import { CodeScanner } from '../../language/codeScanner.js';
import type { LanguageHints } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import { suffixMark, unknown, type BracketTokens, type Closable } from './bracketTokens.js';
import type { Constraint } from './constraint.js';
import { bracketsAtCursor } from './cursorBrackets.js';

/** Where an answer goes. */
export interface BracketContext extends LanguageHints {
  /** Text before the cursor and after it, both with `\n` line ends; each may be cut off far from the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  /** The bytes at the prefix's end that the tokens spell once more (`heal`). */
  readonly piece?: Uint8Array;
}

/** Allows everything. */
const unlimited: Constraint = { allowed: () => undefined, accept: () => undefined, fork: () => unlimited };

/** The openers that may be closed, from the inside outwards; lists share their tails, so a fork copies nothing. */
interface Open {
  readonly opener: number;
  readonly outer: Open | undefined;
}

/** What stays the same for all paths. */
interface Ground {
  readonly tokens: BracketTokens;
  /** The code of the closer that the suffix begins with; 0 if it begins with something else. */
  readonly suffixCloser: number;
  readonly isOutsideUnknown: boolean;
}

class OpenBrackets implements Constraint {
  constructor(
    private readonly ground: Ground,
    private readonly scanner: CodeScanner,
    private open: Open | undefined,
    private piece: Uint8Array,
  ) {}

  allowed(): ReturnType<Constraint['allowed']> {
    const { tokens } = this.ground;
    const closable = (length: number): Closable => this.closable(length);
    const ids =
      this.piece.length > 0
        ? tokens.forbiddenBehind(this.piece, this.scanner, closable)
        : tokens.forbidden(this.scanner, closable);
    // A vocabulary of closers alone would leave nothing to choose from.
    return ids.length === 0 || ids.length >= tokens.vocabulary.size ? undefined : { kind: 'except', ids };
  }

  accept(id: number): number | undefined {
    const bytes = this.ground.tokens.vocabulary.bytes(id);
    const known = Math.min(this.piece.length, bytes.length);
    this.piece = this.piece.subarray(known);
    for (let i = known; i < bytes.length; i++) {
      const bracket = this.scanner.push(bytes[i]!);
      if (bracket === 0) continue;
      if (closerOf(bracket) !== 0) this.open = { opener: bracket, outer: this.open };
      else if (this.open) this.close(this.open, bracket);
      else if (bracket === this.ground.suffixCloser) return i;
    }
    return undefined;
  }

  fork(): Constraint {
    return new OpenBrackets(this.ground, this.scanner.fork(), this.open, this.piece);
  }

  /** Where nothing else was allowed the closer may be of the wrong kind: then it is none. */
  private close({ opener, outer }: Open, closer: number): void {
    if (closerOf(opener) !== closer) return;
    this.open = outer;
    if (opener === templateOpener) this.scanner.resumeTemplate();
  }

  private closable(length: number): Closable {
    const { suffixCloser, isOutsideUnknown } = this.ground;
    let letters = '';
    for (let at = this.open; at; at = at.outer) {
      if (letters.length === length) return letters;
      letters += String.fromCharCode(at.opener === templateOpener ? templateOpener : closerOf(at.opener));
    }
    if (isOutsideUnknown) return letters + unknown;
    return letters + suffixMark + (suffixCloser === 0 ? '' : String.fromCharCode(suffixCloser));
  }
}

/**
 * The answer closes no bracket that is not open. Those that the suffix closes are not: where the answer would come to the
 * closer that the suffix begins with, it ends, and the suffix takes over. Strings and comments may hold what they like.
 *
 * In an unknown language nothing is limited. Nothing is limited either, or less, where the text before or after the cursor does not tell what is open: see `bracketsAtCursor`.
 */
export function openBrackets(tokens: BracketTokens, place: BracketContext): Constraint {
  const syntax = languageOf(place)?.syntax;
  if (!syntax) return unlimited;
  const scanner = new CodeScanner(syntax);
  const found = bracketsAtCursor(place.prefix, place.suffix, scanner);
  if (!found) return unlimited;
  const { closable, suffixCloser, isOutsideUnknown } = found;
  const open = closable.reduce<Open | undefined>((outer, { code }) => ({ opener: code, outer }), undefined);
  return new OpenBrackets({ tokens, suffixCloser, isOutsideUnknown }, scanner, open, place.piece ?? new Uint8Array(0));
}
