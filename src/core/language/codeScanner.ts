import { ascii } from './ascii.js';
import { characterKindsOf, kind, type CharacterKinds } from './characterKinds.js';
import { form, literal, scanLiteral } from './literal.js';
import type { Syntax } from './syntax.js';

/** Where a scanner is; up to `lifetime` it is in code. */
const mode = {
  code: 0,
  /** Behind a `/`, which may begin a comment or a regular expression. */
  slash: 1,
  /** Behind a `-`, which may begin a comment. */
  dash: 2,
  /** Behind two quotes: an empty string, unless a third follows. */
  empty: 3,
  /** Behind a `'` and one character: a lifetime, unless another `'` follows. */
  lifetime: 4,
  /** Behind a `'` that begins a lifetime, or a literal of one character. */
  apostrophe: 5,
  /** Behind the first of perhaps three quotes. */
  opened: 6,
  literal: 7,
  lineComment: 8,
  blockComment: 9,
} as const;

/** What stood last in the code: it decides what a `/` and a quote mean. */
const last = { operator: 0, word: 1, value: 2, less: 3, at: 4 } as const;

/**
 * Tells code from strings and comments, one character at a time and without looking ahead. It knows less than a
 * language's own parser: nested comments, here documents and quotes with marks of their own it may read wrongly.
 *
 * It takes the bytes of UTF-8 as well as the units of UTF-16; beyond ASCII all are the same to it.
 */
export class CodeScanner {
  private mode: number = mode.code;
  /** How the literal is written that the scanner is in. */
  private written = 0;
  private progress = 0;
  private last: number = last.operator;
  private isAfterBlank = true;
  private readonly kinds: CharacterKinds;

  constructor(readonly syntax: Syntax) {
    this.kinds = characterKindsOf(syntax);
  }

  /** Equal for two scanners of a syntax if they read every text in the same way. */
  get key(): number {
    const place = this.mode | (this.progress << 4) | (this.last << 6) | (this.isAfterBlank ? 0x200 : 0);
    return place | (this.written << 10);
  }

  /** What the next character belongs to, unless it ends or begins something. */
  get context(): 'code' | 'literal' | 'comment' {
    return this.mode <= mode.lifetime ? 'code' : this.mode < mode.lineComment ? 'literal' : 'comment';
  }

  /** Whether what comes next belongs to a string or a comment. */
  get isInside(): boolean {
    return this.context !== 'code';
  }

  /**
   * Reads a character.
   *
   * @returns its code if it is a bracket in code; that of `$` for the `${` of a template; otherwise 0. When a `}` closes
   *   such a `${`, which only who keeps account of brackets can know, `resumeTemplate` has to be called.
   */
  push(code: number): number {
    switch (this.mode) {
      case mode.code:
        return this.inCode(code);
      case mode.literal:
        return this.inLiteral(code);
      case mode.lineComment:
        if (code === ascii.newline) this.toCode(last.operator, true);
        return 0;
      case mode.blockComment:
        if (code === ascii.slash && this.progress === 1) this.toCode(last.operator, true);
        else this.progress = code === ascii.star ? 1 : 0;
        return 0;
      case mode.slash:
        return this.behindSlash(code);
      case mode.dash:
        return code === ascii.dash ? this.to(mode.lineComment) : this.onInCode(code, last.operator);
      case mode.opened:
        if (code === (this.written & form.quote)) return this.to(mode.empty, this.written);
        this.to(mode.literal, this.written);
        return this.inLiteral(code);
      case mode.empty:
        if (code !== (this.written & form.quote)) return this.onInCode(code, last.value);
        return this.to(mode.literal, this.written | form.long);
      default:
        return this.behindApostrophe(code);
    }
  }

  /** Goes on in the template that a `${` interrupted. */
  resumeTemplate(): void {
    this.to(mode.literal, this.kinds.forms[ascii.backquote]);
  }

  /** A scanner at the same place. */
  fork(): CodeScanner {
    const copy = new CodeScanner(this.syntax);
    copy.mode = this.mode;
    copy.written = this.written;
    copy.progress = this.progress;
    copy.last = this.last;
    copy.isAfterBlank = this.isAfterBlank;
    return copy;
  }

  private to(next: number, written = 0): 0 {
    this.mode = next;
    this.written = written;
    this.progress = 0;
    this.last = last.operator;
    this.isAfterBlank = false;
    return 0;
  }

  private toCode(behind: number, isAfterBlank = false): 0 {
    this.to(mode.code);
    this.last = behind;
    this.isAfterBlank = isAfterBlank;
    return 0;
  }

  /** The character is the first that belongs to the code again. */
  private onInCode(code: number, behind: number): number {
    this.toCode(behind);
    return this.inCode(code);
  }

  private inCode(code: number): number {
    const { kinds, forms, needsBlankBeforeHash } = this.kinds;
    const found = code < ascii.end ? kinds[code]! : kind.word;
    if (this.progress === literal.escaped) {
      return this.toCode(found === kind.word ? last.word : last.operator, found === kind.blank);
    }
    switch (found) {
      case kind.blank:
        this.isAfterBlank = true;
        return 0;
      case kind.word:
        return this.behind(last.word);
      case kind.opener:
      case kind.closer:
        this.behind(found === kind.opener ? last.operator : last.value);
        return code;
      case kind.quote:
        if (code === ascii.apostrophe && this.isBehindWord) break;
        if (this.last === last.at && !this.isAfterBlank) {
          return this.to(mode.literal, forms[code]! | form.raw | form.multiline);
        }
        return this.to(forms[code]! & form.perhapsLong ? mode.opened : mode.literal, forms[code]);
      case kind.slash:
        this.mode = mode.slash;
        return 0;
      case kind.hash:
        if (needsBlankBeforeHash && !this.isAfterBlank) break;
        return this.to(mode.lineComment);
      case kind.dash:
        return this.to(mode.dash);
      case kind.lifetime:
        return this.to(mode.apostrophe);
      case kind.backslash:
        this.progress = literal.escaped;
        return 0;
      case kind.less:
        return this.behind(last.less);
      case kind.at:
        return this.behind(last.at);
    }
    return this.behind(last.operator);
  }

  private behind(found: number): 0 {
    this.last = found;
    this.isAfterBlank = false;
    return 0;
  }

  /** Whether a `'` is an apostrophe here, or separates digits. */
  private get isBehindWord(): boolean {
    return this.last === last.word && !this.isAfterBlank && !this.kinds.isPrefixed;
  }

  private inLiteral(code: number): number {
    const progress = scanLiteral(this.written, this.progress, code);
    if (progress >= 0) {
      this.progress = progress;
      return 0;
    }
    if (progress === literal.interrupted) {
      this.toCode(last.operator);
      return ascii.dollar;
    }
    return progress === literal.closed ? this.toCode(last.value) : this.toCode(last.operator, true);
  }

  private behindSlash(code: number): number {
    if (code === ascii.slash && this.kinds.hasLineSlashes) return this.to(mode.lineComment);
    if (code === ascii.star && this.kinds.hasBlockSlashes) return this.to(mode.blockComment);
    if (!this.isRegex(code)) return this.onInCode(code, last.operator);
    this.to(mode.literal, ascii.slash | form.regex);
    return this.inLiteral(code);
  }

  /** Whether a `/` before this character begins a regular expression: `= /x`, `return /x`, but not `a / x`, `</x>`. */
  private isRegex(code: number): boolean {
    const isCloseTag = this.last === last.less || code === ascii.greater;
    if (!this.kinds.hasRegexes || isCloseTag) return false;
    const isDivision = code === ascii.equals || this.kinds.kinds[code] === kind.blank;
    return this.last === last.operator || (this.isAfterBlank && !isDivision);
  }

  private behindApostrophe(code: number): number {
    const found = code < ascii.end ? this.kinds.kinds[code]! : kind.word;
    if (this.mode === mode.lifetime) {
      if (code >= ascii.end) return 0;
      return code === ascii.apostrophe ? this.toCode(last.value) : this.onInCode(code, last.word);
    }
    if (found === kind.word) return this.to(mode.lifetime);
    this.to(mode.literal, ascii.apostrophe);
    return this.inLiteral(code);
  }
}
