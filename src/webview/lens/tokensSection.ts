import { chainOf } from '../../core/lens/chain.js';
import { factor, nats, percent, small, fillPlaceholders } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { chainTable } from './chainTable.js';
import { Chips, type ChipEvents } from './chips.js';
import { el } from './dom.js';

const maxFactors = 12;

/** The tokens, their probabilities, and the product that these make. */
export class TokensSection {
  readonly chips: Chips;
  readonly element: HTMLElement;
  private readonly equation = el('p', { class: 'equation' });
  private readonly facts = el('p', { class: 'facts' });
  private readonly table = el('div');

  constructor(
    private readonly texts: PageTexts,
    events: ChipEvents,
  ) {
    this.chips = new Chips(texts, events);
    this.element = el(
      'section',
      { 'aria-labelledby': 'tokens-title' },
      el('h2', { id: 'tokens-title' }, texts.tokensTitle),
      el('p', { class: 'hint' }, texts.tokensHint),
      this.chips.element,
      legend(texts),
      this.equation,
      this.facts,
      this.table,
    );
  }

  show(explanation: Explanation, chosen: number): void {
    const { texts } = this;
    const { tokens, stop, confidence } = explanation;
    this.chips.show(explanation, chosen);
    const links = chainOf(tokens.map(({ logprob }) => logprob));
    const last = links.at(-1);
    const factors = links.slice(0, maxFactors).map(({ probability }) => factor(probability));
    if (links.length > maxFactors) factors.push('…');
    const ended = fillPlaceholders(texts.ended, texts.stops[stop]);
    this.equation.textContent = last
      ? `${texts.product} ${factors.join(' × ')} = ${small(last.product)} = ${percent(last.product)}`
      : texts.nothing;
    this.facts.textContent = last
      ? [
          fillPlaceholders(texts.surprisalSum, nats(last.totalSurprisal)),
          fillPlaceholders(texts.perplexity, last.perplexity.toFixed(2)),
          ended,
          fillPlaceholders(texts.confidence, percent(confidence)),
        ].join(' · ')
      : ended;
    this.table.replaceChildren(chainTable(explanation, texts));
  }
}

/** The legend of the colours. */
function legend(texts: PageTexts): HTMLElement {
  const ranges = ['< 10 %', '≥ 10 %', '≥ 30 %', '≥ 60 %', '≥ 90 %'];
  const items = ranges.map((range, step) =>
    el('li', {}, el('span', { class: `swatch likely-${step}`, 'aria-hidden': 'true' }), range),
  );
  return el('ul', { class: 'legend', 'aria-label': texts.legend }, ...items);
}
