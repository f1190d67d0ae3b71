import type { MeasuredLanguage } from '../repositories.js';
import { autoClosingFor, isPair, indentationOf, nextIndentation } from './editorTyping.js';

/** A file of which a part is to be typed. */
export interface Region {
  readonly path: string;
  readonly language: MeasuredLanguage;
  /** The text before it, including the indentation of its first line. */
  readonly prefix: string;
  /** The text to type; without whitespace at its start and at line ends. */
  readonly goal: string;
  /** The text after it, from the end of its last line on. */
  readonly suffix: string;
  /** Indentation per level. */
  readonly unit: string;
}

/** A user's action, and whether it counts as a key: moving past text that the editor inserted does not. */
export interface TypingStep {
  readonly kind: 'character' | 'enter' | 'indentation' | 'deletion' | 'typed over' | 'passed';
  readonly isKey: boolean;
}

const key = (kind: TypingStep['kind']): TypingStep => ({ kind, isKey: true });
const free = (kind: TypingStep['kind']): TypingStep => ({ kind, isKey: false });

/**
 * A region typed in an editor that closes brackets and quotes and indents lines by itself, as VS Code does: closing
 * brackets that it inserted are typed over, Enter between brackets adds a line, closing brackets at a line's start are
 * outdented.
 */
export class TypedText {
  private typed = '';
  /** Closing brackets and quotes that the editor inserted after the cursor. */
  private pending = '';

  constructor(private readonly region: Region) {}

  get prefix(): string {
    return this.region.prefix + this.typed;
  }

  get suffix(): string {
    return this.pending + this.region.suffix;
  }

  /** The inserted text on the cursor's line after it. */
  get pendingOnLine(): string {
    return this.pending.split('\n', 1)[0]!;
  }

  /** The text left to type; undefined while the indentation differs from it. */
  get toCome(): string | undefined {
    const { goal } = this.region;
    return goal.startsWith(this.typed) ? goal.slice(this.typed.length) : undefined;
  }

  get isDone(): boolean {
    return this.toCome === '' && this.pending === '';
  }

  /** Inserts a right suggestion, replacing some characters after the cursor. */
  accept(text: string, replaces: number): void {
    this.typed += text;
    this.pending = this.pending.slice(replaces);
  }

  /** The user's next action without suggestions. */
  step(): TypingStep {
    const { toCome } = this;
    if (toCome === undefined) return this.fixIndentation();
    if (toCome === '') return this.deleteOne();
    const { pending } = this;
    const next = toCome[0]!;
    const closingBelow = /^\n[ \t]*[)\]}]/.exec(pending)?.[0];
    if (closingBelow !== undefined && toCome.startsWith(closingBelow)) {
      this.accept(closingBelow, closingBelow.length);
      return free('passed');
    }
    if (closingBelow?.endsWith(next) && !this.isLineEmpty) {
      this.pending = pending.trimStart();
      return key('deletion');
    }
    if (next === '\n') return this.enter();
    if (next === pending[0]) {
      this.accept(next, 1);
      return free('typed over');
    }
    if (/[ \t]/.test(next) && this.isLineEmpty) return this.indent(indentationOf(toCome));
    return this.type(next, toCome.slice(1));
  }

  private get lineStart(): number {
    return this.prefix.lastIndexOf('\n') + 1;
  }

  private get isLineEmpty(): boolean {
    return this.prefix.slice(this.lineStart).trim() === '';
  }

  private type(character: string, toCome: string): TypingStep {
    const { prefix, suffix, region } = this;
    const closing = autoClosingFor(character, { before: prefix, after: suffix, toCome, language: region.language });
    this.typed += character;
    this.pending = closing + this.pending;
    return key('character');
  }

  private enter(): TypingStep {
    const line = this.prefix.slice(this.lineStart);
    // The editor removes the indentation of a line that stays empty.
    if (line.trim() === '') this.typed = this.typed.replace(/[ \t]+$/, '');
    const indentation = nextIndentation(line, this.region.unit, this.region.language);
    if (isPair(line.at(-1), this.pending[0])) this.pending = `\n${indentationOf(line)}${this.pending}`;
    this.typed += `\n${indentation}`;
    return key('enter');
  }

  /** Tab, or a space where less than a level is missing. */
  private indent(missing: string): TypingStep {
    const { unit } = this.region;
    this.typed += missing.startsWith(unit) ? unit : missing[0]!;
    return key('indentation');
  }

  /** The line's indentation is too deep, or of other characters. */
  private fixIndentation(): TypingStep {
    const { goal, unit } = this.region;
    const start = this.typed.lastIndexOf('\n') + 1;
    const has = this.typed.slice(start);
    const wanted = indentationOf(goal.slice(start));
    const next = goal[start + wanted.length];
    if (next === undefined || next === '\n') return this.enter();
    if (/[)\]}]/.test(next)) {
      this.typed = this.typed.slice(0, start) + wanted + next;
      return key('character');
    }
    const shorter = has.endsWith(unit) ? has.slice(0, -unit.length) : has.slice(0, -1);
    this.typed =
      this.typed.slice(0, start) + (wanted.startsWith(shorter) || shorter.length > wanted.length ? shorter : wanted);
    return key('indentation');
  }

  private deleteOne(): TypingStep {
    this.pending = this.pending.slice(1);
    return key('deletion');
  }
}
