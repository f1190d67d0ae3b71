import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FollowedText, type Followed } from '../../../../src/core/generate/followedText.js';
import { stepTo, type ShownText } from '../../../../src/core/generate/shownText.js';
import { applyChange, type Change } from '../../../../src/core/generate/span.js';

/** A document of one text with its undo stack, as an editor has it. */
class Editor {
  private readonly undone: string[] = [];
  followed: FollowedText;

  /** @param marked the document, with the closing brackets that a shown text may replace after the mark. */
  constructor(marked: string) {
    const [before, closingBrackets] = marked.split('|') as [string, string];
    this.text = before + closingBrackets;
    const span = { start: before.length, end: before.length };
    this.followed = new FollowedText({ shown: { text: '', replaces: 0 }, span, closingBrackets });
  }

  text: string;

  /** Shows a text, step by step. */
  show(text: string, replaces = 0): void {
    const wanted: ShownText = { text, replaces };
    for (;;) {
      const { state } = this.followed;
      const step = stepTo(wanted, state, this.text.slice(state.span.end));
      if (!step) break;
      if (this.followed.isNewUndoStep) this.undone.push(this.text);
      this.followed.expect(step, () => this.text);
      this.make([step.change]);
      expect(this.followed.endStep()).toBe(true);
    }
    this.followed.remember(this.text);
  }

  /** An edit of the user. */
  edit(offset: number, length: number, text: string): Followed {
    this.undone.push(this.text);
    return this.make([{ offset, length, text }]);
  }

  /** Undoes one step by replacing everything between what both texts start and end with, as editors do. */
  undo(): Followed {
    const to = this.undone.pop()!;
    const from = this.text;
    let start = 0;
    while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
    let end = 0;
    while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
    const change = { offset: start, length: from.length - end - start, text: to.slice(start, to.length - end) };
    return this.make([change], true);
  }

  /** The document with the shown text between marks. */
  get marked(): string {
    const { start, end } = this.followed.state.span;
    return `${this.text.slice(0, start)}|${this.text.slice(start, end)}|${this.text.slice(end)}`;
  }

  private make(changes: readonly Change[], isUndoOrRedo = false): Followed {
    for (const change of changes) this.text = applyChange(this.text, change);
    return this.followed.follow({ changes, isUndoOrRedo, documentText: () => this.text });
  }
}

describe('FollowedText', () => {
  let editor: Editor;
  beforeEach(() => {
    editor = new Editor('call(|)');
  });

  it('follows its own steps', () => {
    editor.show('a)', 1);
    expect(editor.marked).toBe('call(|a)|');
    expect(editor.followed.textBefore).toBe('call()');
    expect(editor.followed.isTouched).toBe(false);
  });

  it('leaves what the user types after it outside, and knows that the user typed', () => {
    editor.show('a)', 1);
    expect(editor.edit(7, 0, ';')).toBe('end');
    expect(editor.marked).toBe('call(|a)|;');
    expect(editor.followed.isTouched).toBe(true);
    expect(editor.followed.hasUserText).toBe(false);
  });

  it('includes what the user types in it', () => {
    editor.show('a)', 1);
    expect(editor.edit(6, 0, 'x')).toBe('text');
    expect(editor.marked).toBe('call(|ax)|');
    expect(editor.followed.state.shown).toEqual({ text: 'ax)', replaces: 1 });
    expect(editor.followed.hasUserText).toBe(true);
  });

  it('has no text of the user when the user only deletes', () => {
    editor.show('ab)', 1);
    editor.edit(5, 1, '');
    expect(editor.marked).toBe('call(|b)|');
    expect(editor.followed.hasUserText).toBe(false);
  });

  it('has no text of the user when its typing is undone', () => {
    editor.show('ab)', 1);
    editor.edit(6, 0, 'x');
    expect(editor.undo()).toBe('text');
    expect(editor.marked).toBe('call(|ab)|');
    expect(editor.followed.hasUserText).toBe(false);
  });

  it('is removed when the user types before it has any text', () => {
    expect(editor.edit(5, 0, 'x')).toBe('removed');
  });

  it.each<[string, (editor: Editor) => Followed]>([
    ['undone', (edited) => edited.undo()],
    ['deleted by hand', (edited) => edited.edit(5, 2, '')],
    ['reverted with the document', (edited) => edited.edit(5, 2, ')')],
    ['replaced by whitespace', (edited) => edited.edit(0, 7, '\n')],
  ])('is removed when it is %s', (_, remove) => {
    editor.show('a)', 1);
    expect(remove(editor)).toBe('removed');
  });

  it('is lost when it is replaced with the text around it', () => {
    editor.show('a)', 1);
    expect(editor.edit(0, 7, 'other(b)')).toBe('lost');
  });

  it('shows the earlier text again, with its closing bracket, when the later one is undone', () => {
    editor.show('a)', 1);
    editor.edit(0, 0, 'await ');
    editor.show('b', 0);
    expect(editor.marked).toBe('await call(|b|)');
    expect(editor.undo()).toBe('text');
    expect(editor.marked).toBe('await call(|a)|');
    expect(editor.followed.state.shown.replaces).toBe(1);
    expect(editor.undo()).toBe('none');
    expect(editor.marked).toBe('call(|a)|');
    expect(editor.undo()).toBe('removed');
    expect(editor.text).toBe('call()');
  });

  it('drops the step under way when the user takes over the text', () => {
    editor.show('a');
    const step = stepTo({ text: 'abc', replaces: 0 }, editor.followed.state, ')')!;
    editor.followed.expect(step, () => editor.text);
    expect(editor.edit(6, 0, 'x')).toBe('end');
    expect(editor.followed.endStep()).toBe(true);
    expect(editor.marked).toBe('call(|a|x)');
  });

  it('leaves exactly what the user typed when it is discarded, whatever happened before', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('show' as const), text: fc.string({ minLength: 1 }) }),
      fc.record({ kind: fc.constant('before' as const), text: fc.string({ minLength: 1 }), at: fc.nat() }),
      fc.record({ kind: fc.constant('after' as const), text: fc.string({ minLength: 1 }), at: fc.nat() }),
      fc.record({ kind: fc.constant('undo' as const) }),
    );
    const visible = (text: string): string => `${text}.`;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const edited = new Editor('ab|');
        edited.show('first.');
        // The model: what the user has typed before and after, with its own undo stack. Each show is a step as well.
        let typed = { before: 'ab', after: '' };
        const undone: (typeof typed)[] = [];
        for (const one of events) {
          const { start, end } = edited.followed.state.span;
          if (one.kind === 'show') {
            const isNewStep = edited.followed.isNewUndoStep;
            edited.show(visible(one.text));
            if (isNewStep && !edited.followed.isNewUndoStep) undone.push(typed);
          } else if (one.kind === 'undo') {
            // The first step is the text itself.
            if (undone.length === 0) continue;
            typed = undone.pop()!;
            edited.undo();
          } else {
            undone.push(typed);
            const part = typed[one.kind];
            const at = one.at % (part.length + 1);
            typed = { ...typed, [one.kind]: part.slice(0, at) + one.text + part.slice(at) };
            edited.edit((one.kind === 'before' ? start - part.length : end) + at, 0, one.text);
          }
        }
        edited.show('');
        expect(edited.text).toBe(typed.before + typed.after);
      }),
    );
  });
});
