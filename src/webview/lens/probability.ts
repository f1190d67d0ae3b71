import type { Figures } from '../../core/lens/figures.js';
import { el } from './dom.js';

/** A probability as a bar with its number beside it; the number is enough, the bar is only faster to see. */
export class ProbabilityBar {
  private readonly filled: HTMLElement;
  private readonly figure = el('span', { class: 'figure' });
  readonly element: HTMLElement;

  constructor(
    kind: 'model' | 'filtered',
    private readonly figures: Figures,
  ) {
    this.filled = el('span', { class: `bar bar-${kind}` });
    this.element = el(
      'span',
      { class: 'probability' },
      el('span', { class: 'track', 'aria-hidden': 'true' }, this.filled),
      this.figure,
    );
  }

  show(probability: number): void {
    // Through the object model: a `style` attribute would be refused by the page's policy.
    this.filled.style.width = `${100 * probability}%`;
    this.figure.textContent = this.figures.percent(probability);
  }
}

/** A bar that never changes. */
export function probabilityBar(kind: 'model' | 'filtered', figures: Figures, probability: number): HTMLElement {
  const bar = new ProbabilityBar(kind, figures);
  bar.show(probability);
  return bar.element;
}
