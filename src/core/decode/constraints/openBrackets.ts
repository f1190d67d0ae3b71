import { closerOf, templateOpener } from '../../language/brackets.js';
import { CodeScanner } from '../../language/codeScanner.js';
import type { LanguageHints } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import type { BracketTokens, ClosableBrackets } from './bracketTokens.js';
import type { Constraint } from './constraint.js';
import { bracketsAtCursor } from './cursorBrackets.js';

/** The text around an answer. */
interface BracketContext extends LanguageHints {
  /** Text before the cursor and after it, both with `\n` line ends; each may be cut off far from the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  /** The bytes at the end of the prefix that the tokens spell again (`heal`). */
  readonly piece?: Uint8Array;
}

/** A constraint that allows everything. */
const unlimited: Constraint = { allowed: () => undefined, accept: () => undefined, fork: () => unlimited };

/** The openers that may be closed, innermost first; lists share their tails, so a fork copies nothing. */
interface OpenBracket {
  readonly opener: number;
  readonly outer: OpenBracket | undefined;
}

/** The state shared by all paths. */
interface BracketRules {
  readonly tokens: BracketTokens;
  /** The code of the closer that the suffix begins with; 0 if it begins with something else. */
  readonly suffixCloser: number;
  readonly isOutsideUnknown: boolean;
}

class OpenBrackets implements Constraint {
  constructor(
    private readonly rules: BracketRules,
    private readonly scanner: CodeScanner,
    private open: OpenBracket | undefined,
    private piece: Uint8Array,
  ) {}

  allowed(): ReturnType<Constraint['allowed']> {
    const { tokens } = this.rules;
    const closable = (maxClosers: number): ClosableBrackets => this.closable(maxClosers);
    const ids =
      this.piece.length > 0
        ? tokens.forbiddenAfter(this.piece, this.scanner, closable)
        : tokens.forbidden(this.scanner, closable);
    // A vocabulary of closers alone would leave nothing to choose from.
    return ids.length === 0 || ids.length >= tokens.vocabulary.size ? undefined : { kind: 'except', ids };
  }

  accept(id: number): number | undefined {
    const bytes = this.rules.tokens.vocabulary.bytes(id);
    const known = Math.min(this.piece.length, bytes.length);
    this.piece = this.piece.subarray(known);
    for (let i = known; i < bytes.length; i++) {
      const bracket = this.scanner.push(bytes[i]!);
      if (bracket === 0) continue;
      if (closerOf(bracket) !== 0) this.open = { opener: bracket, outer: this.open };
      else if (this.open) this.close(this.open, bracket);
      else if (bracket === this.rules.suffixCloser) return i;
    }
    return undefined;
  }

  fork(): Constraint {
    return new OpenBrackets(this.rules, this.scanner.fork(), this.open, this.piece);
  }

  /** Where nothing else was allowed the closer may be of the wrong kind: then it closes nothing. */
  private close({ opener, outer }: OpenBracket, closer: number): void {
    if (closerOf(opener) !== closer) return;
    this.open = outer;
    if (opener === templateOpener) this.scanner.resumeTemplate();
  }

  private closable(maxClosers: number): ClosableBrackets {
    const { suffixCloser, isOutsideUnknown } = this.rules;
    const closers: number[] = [];
    let at = this.open;
    for (; at && closers.length < maxClosers; at = at.outer) {
      closers.push(at.opener === templateOpener ? templateOpener : closerOf(at.opener));
    }
    // With more open brackets than a token can close, what is outside of them does not matter.
    return at ? { closers, suffixCloser: 0, isOutsideUnknown: false } : { closers, suffixCloser, isOutsideUnknown };
  }
}

/**
 * A constraint that the answer closes no bracket that is not open. Brackets that the suffix closes do not count as open:
 * where the answer would reach the closer that the suffix begins with, it ends, and the suffix takes over. Strings and
 * comments may contain anything.
 *
 * In an unknown language nothing is limited. The limits are also loosened, or dropped, where the text around the cursor
 * does not tell what is open: see `bracketsAtCursor`.
 */
export function openBrackets(tokens: BracketTokens, context: BracketContext): Constraint {
  const syntax = languageOf(context)?.syntax;
  if (!syntax) return unlimited;
  const scanner = new CodeScanner(syntax);
  const found = bracketsAtCursor(context.prefix, context.suffix, scanner);
  if (!found) return unlimited;
  const { closable, suffixCloser, isOutsideUnknown } = found;
  const open = closable.reduce<OpenBracket | undefined>((outer, { code }) => ({ opener: code, outer }), undefined);
  return new OpenBrackets(
    { tokens, suffixCloser, isOutsideUnknown },
    scanner,
    open,
    context.piece ?? new Uint8Array(0),
  );
}
