import { fillPlaceholders } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { button, el, toggle } from './dom.js';
import { postToEditor } from './host.js';

/** The explained completion, and whether the lens follows to the next one. */
export class Header {
  readonly element: HTMLElement;
  private readonly place = el('h1', { class: 'place' });
  private readonly follow: HTMLButtonElement;
  private readonly restore: HTMLButtonElement;
  private readonly busy = el('span', { class: 'busy', 'aria-hidden': 'true' });

  constructor(
    private readonly texts: PageWords,
    isFollowing: boolean,
  ) {
    this.follow = button(texts.follow, () => this.setFollowing(!this.isFollowing), {
      class: 'secondary',
      title: texts.followHint,
    });
    this.restore = button(texts.restore, () => postToEditor({ kind: 'restore' }), { id: 'restore' });
    const here = button(texts.explainHere, () => postToEditor({ kind: 'next', step: 'explainHere' }), {
      class: 'secondary',
      title: texts.explainHereHint,
    });
    this.mark(isFollowing);
    this.show(undefined);
    const buttons = el('div', { class: 'buttons' }, this.restore, this.follow, here);
    this.element = el('header', {}, this.place, this.busy, buttons);
  }

  show(explanation: Explanation | undefined): void {
    const { place, strategyNames } = this.texts;
    toggle(this.restore, explanation !== undefined && explanation.requiredTokenCount > 0);
    this.place.textContent = explanation
      ? fillPlaceholders(
          place,
          explanation.file,
          explanation.line,
          explanation.column,
          explanation.model,
          strategyNames[explanation.strategy.kind],
        )
      : '';
  }

  setBusy(isBusy: boolean): void {
    this.busy.classList.toggle('on', isBusy);
  }

  private get isFollowing(): boolean {
    return this.follow.getAttribute('aria-pressed') === 'true';
  }

  private setFollowing(isFollowing: boolean): void {
    this.mark(isFollowing);
    postToEditor({ kind: 'follow', isFollowing });
  }

  private mark(isFollowing: boolean): void {
    this.follow.setAttribute('aria-pressed', String(isFollowing));
  }
}
