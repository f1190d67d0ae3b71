import { chainOf } from '../../core/lens/chain.js';
import { likelihoodStep, fillPlaceholders, visible } from '../../core/lens/format.js';
import { hasProbabilities, type Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { piecesOf, spelled, type Piece } from '../../core/lens/pieces.js';
import { el } from './dom.js';
import { rovingKey } from './accessibility.js';
import { tokenFacts } from './tokenFacts.js';

/** Events of a chip. */
export interface ChipEvents {
  readonly onChosen: (index: number) => void;
  readonly onPointed: (index: number, chip: HTMLElement) => void;
  readonly onLeft: () => void;
}

/** The completion's tokens as chips, coloured by probability; one of them is chosen. */
export class Chips {
  readonly element: HTMLElement;
  private chips: HTMLElement[] = [];
  private chosen = 0;

  constructor(
    private readonly texts: PageWords,
    private readonly events: ChipEvents,
  ) {
    this.element = el('div', { role: 'listbox', class: 'chips', 'aria-label': texts.tokensTitle });
    this.element.setAttribute('aria-orientation', 'horizontal');
    this.element.addEventListener('keydown', (event) => {
      const next = rovingKey(event.key, this.chosen, this.chips.length);
      if (next === undefined) return;
      event.preventDefault();
      this.choose(next);
      this.chips[next]?.focus();
    });
  }

  /** Shows other tokens; a focused chip keeps the focus. */
  show(explanation: Explanation, chosen: number): void {
    const hadFocus = this.element.contains(document.activeElement);
    const { tokens, healed } = explanation;
    const pieces = piecesOf(tokens, healed);
    const links = chainOf(tokens.map(({ logprob }) => logprob));
    this.chips = tokens.map((_, i) => this.chip(explanation, i, pieces[i]!, links[i]!.product));
    this.element.replaceChildren(...this.chips);
    this.chosen = chosen;
    this.mark();
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.chips[this.chosen]?.focus();
  }

  choose(index: number): void {
    this.chosen = index;
    this.mark();
    this.events.onChosen(index);
  }

  private mark(): void {
    this.chips.forEach((chip, i) => {
      chip.tabIndex = i === this.chosen ? 0 : -1;
      chip.setAttribute('aria-selected', String(i === this.chosen));
    });
  }

  private chip(explanation: Explanation, index: number, piece: Piece, product: number): HTMLElement {
    const { figures } = this.texts;
    const { logprob, drafter, id } = explanation.tokens[index]!;
    const probability = Math.exp(logprob);
    // A part of a character has no text of its own: the token that completes the character has it.
    const unspelled = piece.typed === '' ? spelled(explanation.tokens[index]!) : '';
    const isPicked = index === explanation.requiredTokenCount - 1;
    const bar = el('span', { class: 'chip-bar', 'aria-hidden': 'true' });
    const hasFigures = hasProbabilities(explanation);
    bar.style.width = hasFigures ? `${100 * probability}%` : '0';
    const shownFigures = hasFigures
      ? [
          el('span', { class: 'chip-figure' }, figures.percent(probability)),
          el('span', { class: 'chip-product' }, `∏ ${figures.product(product)}`),
        ]
      : [];
    const chip = el(
      'div',
      {
        role: 'option',
        class: `chip${hasFigures ? ` likely-${likelihoodStep(probability)}` : ''}${isPicked ? ' picked' : ''}`,
        'aria-label': this.label(explanation, index, piece, product),
        'data-id': id,
        'data-logprob': hasFigures ? logprob : undefined,
        'data-text': piece.text,
      },
      el('code', {}, el('span', { class: 'typed' }, visible(piece.typed)), visible(piece.text || unspelled)),
      ...shownFigures,
      ...(drafter === undefined ? [] : [el('span', { class: 'tag' }, drafter)]),
      ...(isPicked ? [el('span', { class: 'tag' }, this.texts.picked)] : []),
      bar,
    );
    chip.addEventListener('click', () => {
      this.choose(index);
      chip.focus();
    });
    chip.addEventListener('pointerenter', () => this.events.onPointed(index, chip));
    chip.addEventListener('pointerleave', () => this.events.onLeft());
    return chip;
  }

  /** A chip's figures and facts in sentences, for screen readers. */
  private label(explanation: Explanation, index: number, piece: Piece, product: number): string {
    const { tokens } = explanation;
    const { figures } = this.texts;
    if (!hasProbabilities(explanation)) return visible(piece.text);
    const numbers = fillPlaceholders(
      this.texts.chip,
      index + 1,
      tokens.length,
      visible(piece.text),
      figures.percent(Math.exp(tokens[index]!.logprob)),
      figures.product(product),
    );
    return [numbers, ...tokenFacts(explanation, index, this.texts)].join(' ');
  }
}
