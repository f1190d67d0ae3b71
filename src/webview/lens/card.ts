import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { spelled } from '../../core/lens/pieces.js';
import type { StepView } from '../../core/lens/stepView.js';
import { tokenButton } from './alternatives.js';
import { el, toggle } from './dom.js';
import { probabilityBar } from './probability.js';
import { servedAlternatives } from './servedAlternatives.js';
import { tokenFacts } from './tokenFacts.js';

const shownAlternatives = 6;
/** Time to cross the gap between a chip and its card. */
const hideDelayMs = 200;

/**
 * Hover card of a chip: its alternatives, its entropy, and what contributed to it. For the pointer only; the step below
 * the chips says the same to the keyboard.
 */
export class Card {
  readonly element = el('div', { class: 'card', 'aria-hidden': 'true' });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly texts: PageWords,
    private readonly onPicked: (index: number, id: number) => void,
  ) {
    this.hide();
    this.element.addEventListener('pointerenter', () => clearTimeout(this.timer));
    this.element.addEventListener('pointerleave', () => this.leave());
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide();
    });
  }

  /**
   * Shows the card of a chip.
   *
   * @param view the distribution that the completion was drawn from, once it is known: it names the filters.
   */
  show(explanation: Explanation, index: number, chip: HTMLElement, view: StepView | undefined): void {
    clearTimeout(this.timer);
    this.element.replaceChildren(...this.content(explanation, index, view));
    toggle(this.element, true);
    const { left, bottom } = chip.getBoundingClientRect();
    const page = document.documentElement;
    const room = page.clientWidth - this.element.offsetWidth - 8;
    this.element.style.left = `${Math.max(8, Math.min(left, room)) + window.scrollX}px`;
    this.element.style.top = `${bottom + window.scrollY + 2}px`;
  }

  /** Hides the card after the pointer left, unless the pointer moves onto it. */
  leave(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), hideDelayMs);
  }

  hide(): void {
    clearTimeout(this.timer);
    toggle(this.element, false);
  }

  private servedContent(explanation: Explanation, index: number): HTMLElement[] {
    const { texts } = this;
    return [
      el('strong', {}, fillPlaceholders(texts.cardTitle, index + 1, visible(spelled(explanation.tokens[index]!)))),
      servedAlternatives(explanation, index, texts, shownAlternatives),
      ...tokenFacts(explanation, index, texts).map((fact) => el('p', {}, fact)),
    ];
  }

  private content(explanation: Explanation, index: number, view?: StepView): HTMLElement[] {
    const { texts } = this;
    const { figures } = texts;
    const { tokens, strategy, served } = explanation;
    if (served) return this.servedContent(explanation, index);
    const { id, alternatives = [], entropy = 0, filteredEntropy = 0 } = tokens[index]!;
    const isFiltered = strategy.kind === 'sample';
    const rows = alternatives.slice(0, shownAlternatives).map((alternative) => {
      const token = tokenButton(texts, alternative.text, {
        isChosen: alternative.id === id,
        onPicked: () => this.onPicked(index, alternative.id),
        tabIndex: -1,
      });
      const model = probabilityBar('model', figures, Math.exp(alternative.logprob));
      const filter = view?.tokens.find(({ id }) => id === alternative.id)?.droppedBy;
      const dropped = filter ? fillPlaceholders(texts.droppedBy, texts.filters[filter]) : texts.droppedByFilters;
      const after = alternative.filtered > 0 ? probabilityBar('filtered', figures, alternative.filtered) : dropped;
      return el('tr', {}, el('td', {}, token), el('td', {}, model), ...(isFiltered ? [el('td', {}, after)] : []));
    });
    const choice = isFiltered
      ? fillPlaceholders(texts.entropyBoth, figures.decimal(entropy), figures.decimal(filteredEntropy))
      : `${fillPlaceholders(texts.entropy, figures.decimal(entropy))} ${strategy.kind === 'greedy' ? texts.greedyTakes : ''}`;
    const notes = [choice, ...tokenFacts(explanation, index, texts)];
    return [
      el('strong', {}, fillPlaceholders(texts.cardTitle, index + 1, visible(spelled(tokens[index]!)))),
      el('table', {}, el('tbody', {}, ...rows)),
      ...notes.map((note) => el('p', {}, note)),
    ];
  }
}
