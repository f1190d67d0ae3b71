import type { PromptToken } from '../../core/result.js';
import { el } from './dom.js';

/**
 * The prompt's text in which the tokens that one token sees are bright, itself has a frame, and later ones are faint.
 */
export class SeenText {
  readonly element = el('pre', { class: 'seen-text', 'aria-hidden': 'true' });
  private pieces: HTMLElement[] = [];
  private row = -1;

  show(tokens: readonly PromptToken[]): void {
    this.pieces = tokens.map(({ text, part }) =>
      el('span', { class: `later part-${part}` }, text.replaceAll('\n', '↵\n')),
    );
    this.element.replaceChildren(...this.pieces);
    this.row = -1;
  }

  /** Marks the tokens that the token at `row` sees; only what changed since the last row is touched. */
  mark(row: number): void {
    this.pieces[this.row]?.classList.remove('self');
    for (let i = this.row + 1; i <= row; i++) this.pieces[i]!.classList.remove('later');
    for (let i = row + 1; i <= this.row; i++) this.pieces[i]!.classList.add('later');
    this.row = row;
    const self = this.pieces[row]!;
    self.classList.add('self');
    const { element } = this;
    const above = self.offsetTop - element.offsetTop;
    if (above < element.scrollTop || above > element.scrollTop + element.clientHeight - 20) {
      element.scrollTop = above - element.clientHeight / 2;
    }
  }
}
