import { ascii } from './ascii.js';
import { characterKindsOf, kind, type CharacterKinds } from './characterKinds.js';
import { heredocTag, scanHeredoc, scanHeredocTag } from './heredoc.js';
import { form, literal, scanLiteral } from './literal.js';
import { commentOver, scanBlockComment, scanCommentLines } from './scanComment.js';
import { contextOfMode, last, mode, type SyntaxContext } from './scannerMode.js';
import type { Syntax } from './syntax.js';

/**
 * Tells code from strings and comments, one character at a time and without looking ahead. It knows less than a
 * language's own parser: it may misread here documents whose word is not in capitals, and rare kinds of quotes.
 *
 * It takes the bytes of UTF-8 as well as the units of UTF-16; beyond ASCII all are the same to it.
 */
export class CodeScanner {
  private mode: number = mode.code;
  /** The form of the literal that the scanner is in. */
  private written = 0;
  private progress = 0;
  private last: number = last.operator;
  private isAfterWhitespace = true;
  /** Whether a line begins here in which a comment of whole lines may begin. */
  private isAtLineStart: boolean;
  /** Whether a here document begins with the next line. */
  private awaitsHeredoc = false;
  private readonly kinds: CharacterKinds;

  constructor(readonly syntax: Syntax) {
    this.kinds = characterKindsOf(syntax);
    this.isAtLineStart = syntax.commentLines !== undefined;
  }

  /** Equal for two scanners of a syntax if they read every text in the same way. */
  get key(): number {
    const flags = (this.isAfterWhitespace ? 1 : 0) | (this.isAtLineStart ? 2 : 0) | (this.awaitsHeredoc ? 4 : 0);
    return this.mode | (this.progress << 4) | (this.last << 9) | (flags << 12) | (this.written << 15);
  }

  /** The context of the next character, unless that ends or begins one. */
  get context(): SyntaxContext {
    return contextOfMode(this.mode);
  }

  /** Whether the next character belongs to a string or a comment. */
  get isInside(): boolean {
    return this.context !== 'code';
  }

  /**
   * Reads a character.
   *
   * @returns its code if it is a bracket in code; that of `$` for the opener of a template's code; otherwise 0. When a
   *   `}` closes such an opener, call `resumeTemplate`: only the caller keeps account of brackets.
   */
  push(code: number): number {
    switch (this.mode) {
      case mode.code:
        return this.inCode(code);
      case mode.literal:
        return this.inLiteral(code);
      case mode.lineComment:
        return code === ascii.newline ? this.endLine() : 0;
      case mode.blockComment:
        return this.inBlockComment(code);
      case mode.slash:
        return this.afterSlash(code);
      case mode.dash:
        return code === ascii.dash ? this.to(mode.lineComment) : this.onInCode(code, last.operator);
      case mode.opened:
        if (code === (this.written & form.quote)) return this.to(mode.empty, this.written);
        this.to(mode.literal, this.written);
        return this.inLiteral(code);
      case mode.empty:
        if (code !== (this.written & form.quote)) return this.onInCode(code, last.value);
        return this.to(mode.literal, this.written | form.long);
      case mode.hash:
        if (code === ascii.openingSquare) return this.onInCode(code, last.operator);
        return code === ascii.newline ? this.endLine() : this.to(mode.lineComment);
      case mode.commentWord:
        return this.inCommentWord(code);
      case mode.commentLines:
        return this.inCommentLines(code);
      case mode.heredocTag:
        return this.inHeredocTag(code);
      case mode.heredoc:
        return this.inHeredoc(code);
      default:
        return this.afterApostrophe(code);
    }
  }

  /** Continues the template that its code interrupted. */
  resumeTemplate(): void {
    this.to(mode.literal, this.kinds.templateForm);
  }

  /** A scanner in the same state. */
  fork(): CodeScanner {
    const copy = new CodeScanner(this.syntax);
    copy.mode = this.mode;
    copy.written = this.written;
    copy.progress = this.progress;
    copy.last = this.last;
    copy.isAfterWhitespace = this.isAfterWhitespace;
    copy.isAtLineStart = this.isAtLineStart;
    copy.awaitsHeredoc = this.awaitsHeredoc;
    return copy;
  }

  private to(next: number, written = 0, progress = 0): 0 {
    this.mode = next;
    this.written = written;
    this.progress = progress;
    this.last = last.operator;
    this.isAfterWhitespace = false;
    this.isAtLineStart = false;
    return 0;
  }

  private toCode(after: number, isAfterWhitespace = false): 0 {
    this.to(mode.code);
    this.last = after;
    this.isAfterWhitespace = isAfterWhitespace;
    return 0;
  }

  private advance(progress: number): 0 {
    this.progress = progress;
    return 0;
  }

  /** The character is the first that belongs to the code again. */
  private onInCode(code: number, after: number): number {
    this.toCode(after);
    return this.inCode(code);
  }

  /** Ends a line that ended a comment or cut off a literal. */
  private endLine(): 0 {
    this.toCode(last.operator, true);
    return this.beginLine();
  }

  private beginLine(): 0 {
    if (this.awaitsHeredoc) this.to(mode.heredoc);
    this.awaitsHeredoc = false;
    this.isAtLineStart = this.mode === mode.code && this.syntax.commentLines !== undefined;
    return 0;
  }

  private kindOf(code: number): number {
    return code < ascii.end ? this.kinds.kinds[code]! : kind.word;
  }

  private inCode(code: number): number {
    const found = this.kindOf(code);
    if (this.progress === literal.escaped) return this.afterBackslash(code, found);
    switch (found) {
      case kind.whitespace:
        this.isAfterWhitespace = true;
        this.isAtLineStart = false;
        return code === ascii.newline ? this.beginLine() : 0;
      case kind.word:
        return this.after(last.word);
      case kind.opener:
      case kind.closer:
        this.after(found === kind.opener ? last.operator : last.value);
        return code;
      case kind.quote:
        return this.atQuote(code);
      case kind.slash:
        this.isAtLineStart = false;
        this.mode = mode.slash;
        return 0;
      case kind.hash:
        if (this.kinds.needsWhitespaceBeforeHash && !this.isAfterWhitespace) break;
        return this.to(this.syntax.hasAttributes ? mode.hash : mode.lineComment);
      case kind.dash:
        return this.to(mode.dash);
      case kind.lifetime:
        return this.to(mode.apostrophe);
      case kind.backslash:
        this.isAtLineStart = false;
        return this.advance(literal.escaped);
      case kind.less:
        return this.mayBeginHeredoc ? this.to(mode.heredocTag) : this.after(last.less);
      case kind.at:
        return this.after(last.at);
      case kind.commentLine:
        if (!this.isAtLineStart) break;
        return this.to(mode.commentWord, 0, 1);
    }
    return this.after(last.operator);
  }

  private after(found: number): 0 {
    this.last = found;
    this.isAfterWhitespace = false;
    this.isAtLineStart = false;
    return 0;
  }

  /** The character that a backslash in code escapes belongs to the code, whatever it is. */
  private afterBackslash(code: number, found: number): 0 {
    this.toCode(found === kind.word ? last.word : last.operator, found === kind.whitespace);
    return code === ascii.newline ? this.beginLine() : 0;
  }

  private atQuote(code: number): 0 {
    if (code === ascii.apostrophe && this.isAfterWord) return this.after(last.operator);
    const written = this.kinds.forms[code]!;
    if (this.last === last.at && !this.isAfterWhitespace) {
      return this.to(mode.literal, written | form.raw | form.multiline);
    }
    return this.to(written & form.perhapsLong ? mode.opened : mode.literal, written);
  }

  /** Whether a `<` here is the second one of a here document's `<<`. */
  private get mayBeginHeredoc(): boolean {
    return this.syntax.heredocs !== '' && this.last === last.less && !this.isAfterWhitespace;
  }

  /** Whether a `'` is an apostrophe here, or separates digits. */
  private get isAfterWord(): boolean {
    return this.last === last.word && !this.isAfterWhitespace && !this.syntax.isPrefixed;
  }

  private inLiteral(code: number): number {
    const progress = scanLiteral(this.written, this.progress, code);
    if (progress >= 0) return this.advance(progress);
    if (progress === literal.interrupted) {
      this.toCode(last.operator);
      return ascii.dollar;
    }
    return progress === literal.closed ? this.toCode(last.value) : this.endLine();
  }

  private inBlockComment(code: number): 0 {
    const progress = scanBlockComment(this.progress, code, this.syntax.nestsComments);
    if (progress === commentOver) return this.toCode(last.operator, true);
    return this.advance(progress);
  }

  /** `progress` is the number of the word's characters so far. */
  private inCommentWord(code: number): number {
    const [word] = this.syntax.commentLines!;
    if (code !== word.charCodeAt(this.progress)) {
      return this.onInCode(code, this.progress > 1 ? last.word : last.operator);
    }
    this.progress++;
    return this.progress === word.length ? this.to(mode.commentLines) : 0;
  }

  private inCommentLines(code: number): 0 {
    const progress = scanCommentLines(this.progress, code, this.syntax.commentLines![1]);
    if (progress === commentOver) return this.to(mode.lineComment);
    return this.advance(progress);
  }

  private inHeredocTag(code: number): number {
    const progress = scanHeredocTag(this.progress, code, this.syntax.heredocs);
    if (progress < 0) return this.onInCode(code, this.progress === 0 ? last.less : last.value);
    this.progress = progress;
    this.awaitsHeredoc ||= progress === heredocTag.word;
    return 0;
  }

  private inHeredoc(code: number): number {
    const progress = scanHeredoc(this.progress, code);
    if (progress >= 0) return this.advance(progress);
    return code === ascii.newline ? this.endLine() : this.onInCode(code, last.value);
  }

  private afterSlash(code: number): number {
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
    const isDivision = code === ascii.equals || this.kinds.kinds[code] === kind.whitespace;
    return this.last === last.operator || (this.isAfterWhitespace && !isDivision);
  }

  private afterApostrophe(code: number): number {
    if (this.mode === mode.lifetime) {
      if (code >= ascii.end) return 0;
      return code === ascii.apostrophe ? this.toCode(last.value) : this.onInCode(code, last.word);
    }
    if (this.kindOf(code) === kind.word) return this.to(mode.lifetime);
    this.to(mode.literal, ascii.apostrophe);
    return this.inLiteral(code);
  }
}
