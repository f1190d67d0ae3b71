import type { MeasuredLanguage } from '../repositories.js';
import { closerFor, isPair } from './autoClosing.js';
import { indentationOf, nextIndentation } from './indentation.js';

/** A file of which a part is to be written. */
export interface Region {
  readonly path: string;
  readonly language: MeasuredLanguage;
  /** What stands before it, to the indentation of its first line. */
  readonly prefix: string;
  /** What is to be written; begins with no blank and has no blanks at line ends. */
  readonly goal: string;
  /** What stands after it, from the end of its last line on. */
  readonly suffix: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** What the person did, and whether that counts: what the editor has put there is passed over for nothing. */
export interface TypingStep {
  readonly kind: 'character' | 'enter' | 'indentation' | 'deletion' | 'typed over' | 'passed';
  readonly isKey: boolean;
}

const key = (kind: TypingStep['kind']): TypingStep => ({ kind, isKey: true });
const free = (kind: TypingStep['kind']): TypingStep => ({ kind, isKey: false });

/**
 * A region as it is typed in an editor that closes brackets and quotes and indents lines by itself, as VS Code does:
 * closers that it put there are typed over, Enter between brackets opens a line, closers at a line's beginning move out.
 */
export class TypedText {
  private typed = '';
  /** Closers that the editor put after the cursor. */
  private pending = '';

  constructor(private readonly region: Region) {}

  get prefix(): string {
    return this.region.prefix + this.typed;
  }

  get suffix(): string {
    return this.pending + this.region.suffix;
  }

  /** What the editor put on the cursor's line after it. */
  get pendingOnLine(): string {
    return this.pending.split('\n', 1)[0]!;
  }

  /** What is left to write; undefined while the indentation is not what the person wants. */
  get toCome(): string | undefined {
    const { goal } = this.region;
    return goal.startsWith(this.typed) ? goal.slice(this.typed.length) : undefined;
  }

  get isDone(): boolean {
    return this.toCome === '' && this.pending === '';
  }

  /** Inserts a suggestion that is right, in the place of some characters after the cursor. */
  accept(text: string, replaces: number): void {
    this.typed += text;
    this.pending = this.pending.slice(replaces);
  }

  /** The next thing that a person does who gets no help. */
  step(): TypingStep {
    const { toCome } = this;
    if (toCome === undefined) return this.mendIndentation();
    if (toCome === '') return this.deleteOne();
    const { pending } = this;
    const next = toCome[0]!;
    const closerBelow = /^\n[ \t]*[)\]}]/.exec(pending)?.[0];
    if (closerBelow !== undefined && toCome.startsWith(closerBelow)) {
      this.accept(closerBelow, closerBelow.length);
      return free('passed');
    }
    if (closerBelow?.endsWith(next) && !this.isLineBlank) {
      this.pending = pending.trimStart();
      return key('deletion');
    }
    if (next === '\n') return this.enter();
    if (next === pending[0]) {
      this.accept(next, 1);
      return free('typed over');
    }
    if (/[ \t]/.test(next) && this.isLineBlank) return this.indent(indentationOf(toCome));
    return this.type(next, toCome.slice(1));
  }

  private get lineStart(): number {
    return this.prefix.lastIndexOf('\n') + 1;
  }

  private get isLineBlank(): boolean {
    return this.prefix.slice(this.lineStart).trim() === '';
  }

  private type(character: string, toCome: string): TypingStep {
    const { prefix, suffix, region } = this;
    const closer = closerFor(character, { before: prefix, after: suffix, toCome, language: region.language });
    this.typed += character;
    this.pending = closer + this.pending;
    return key('character');
  }

  private enter(): TypingStep {
    const line = this.prefix.slice(this.lineStart);
    // The editor takes back the indentation of a line that stays empty.
    if (line.trim() === '') this.typed = this.typed.replace(/[ \t]+$/, '');
    const indentation = nextIndentation(line, this.region.unit, this.region.language);
    if (isPair(line.at(-1), this.pending[0])) this.pending = `\n${indentationOf(line)}${this.pending}`;
    this.typed += `\n${indentation}`;
    return key('enter');
  }

  /** Tab, or a blank where less than a step is missing. */
  private indent(missing: string): TypingStep {
    const { unit } = this.region;
    this.typed += missing.startsWith(unit) ? unit : missing[0]!;
    return key('indentation');
  }

  /** The line has got an indentation that is too deep, or of other characters. */
  private mendIndentation(): TypingStep {
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
