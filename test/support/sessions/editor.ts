import { normalize } from '../../../src/core/prompt/lineEndings.js';
import type { CursorContext } from '../../../src/core/suggest/cursorContext.js';

const closingBrackets: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '"': '"',
  "'": "'",
  '`': '`',
};
const mayStandAfter = /^(?:$|[;:.,=}\])>`\s])/;

interface State {
  readonly before: string;
  readonly after: string;
  /** Number of characters after the cursor that the editor typed ahead and the user may type over. */
  readonly ahead: number;
}

/**
 * A document with one cursor in an editor that closes brackets and quotes, types over them, indents, and undoes. A double
 * of VS Code's typing: a thousand sessions in the real one would take hours.
 */
export class EditorDouble {
  private state: State;
  private readonly history: State[] = [];

  /** @param eol the document's line end: texts with `\n` are inserted with it. */
  constructor(
    readonly name: string,
    text: string,
    private readonly eol: '\n' | '\r\n',
  ) {
    this.state = { before: '', after: text.replaceAll('\n', eol), ahead: 0 };
  }

  /** As `editor/cursorContext.ts` cuts it out: with `\n` line ends, however the document has them. */
  get place(): CursorContext {
    const before = normalize(this.state.before);
    return {
      document: this.name,
      path: this.name,
      offset: before.length,
      prefix: before,
      suffix: normalize(this.state.after),
    };
  }

  type(character: string): void {
    const { before, after, ahead } = this.state;
    if (ahead > 0 && after.startsWith(character)) {
      this.become({ before: before + character, after: after.slice(1), ahead: ahead - 1 });
      return;
    }
    const isQuote = /["'`]/.test(character);
    const closer =
      mayStandAfter.test(after) && !(isQuote && /[\w"'`]$/.test(before)) ? (closingBrackets[character] ?? '') : '';
    this.become({ before: before + character, after: closer + after, ahead: ahead + closer.length });
  }

  enter(): void {
    const { before, after } = this.state;
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const indentation = /^[ \t]*/.exec(line)![0];
    const opener = /[([{]$/.exec(line)?.[0];
    const inner = this.eol + indentation + (opener === undefined ? '' : '  ');
    const isBetween = opener !== undefined && after.startsWith(closingBrackets[opener]!);
    this.become({ before: before + inner, after: (isBetween ? this.eol + indentation : '') + after, ahead: 0 });
  }

  backspace(): void {
    const { before, after, ahead } = this.state;
    const removed = before.endsWith('\r\n') ? 2 : 1;
    const isPair = ahead > 0 && closingBrackets[before.at(-1) ?? ''] === after[0];
    this.become({
      before: before.slice(0, -removed),
      after: isPair ? after.slice(1) : after,
      ahead: isPair ? ahead - 1 : ahead,
    });
  }

  /** Inserts a text with `\n` line ends at the cursor, in the place of `replaces` characters after it. */
  insert(text: string, replaces: number): void {
    const { before, after, ahead } = this.state;
    this.become({
      before: before + text.replaceAll('\n', this.eol),
      after: after.slice(replaces),
      ahead: Math.max(0, ahead - replaces),
    });
  }

  /** Adds a line at the document's start, as an extension does that adds an import. */
  addFirstLine(line: string): void {
    const { before, after, ahead } = this.state;
    this.become({ before: `${line}${this.eol}${before}`, after, ahead });
  }

  /** Puts the cursor at a share of the document, 0 to 1. */
  moveTo(share: number): void {
    const text = this.state.before + this.state.after;
    let at = Math.floor(share * (text.length + 1));
    if (text[at - 1] === '\r') at++;
    this.state = { before: text.slice(0, at), after: text.slice(at), ahead: 0 };
  }

  undo(): void {
    const last = this.history.pop();
    if (last) this.state = { ...last, ahead: 0 };
  }

  private become(state: State): void {
    this.history.push(this.state);
    this.state = state;
  }
}
