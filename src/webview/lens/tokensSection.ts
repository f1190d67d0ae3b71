import { chainOf } from '../../core/lens/chain.js';
import { fillPlaceholders, likelihoodLimits } from '../../core/lens/format.js';
import { smallestShare, type Figures } from '../../core/lens/figures.js';
import { hasProbabilities, type Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { chainTable } from './chainTable.js';
import { Chips, type ChipEvents } from './chips.js';
import { el, toggle } from './dom.js';

const maxFactors = 12;

/** The tokens, their probabilities, and the product that these make. */
export class TokensSection {
  readonly chips: Chips;
  readonly element: HTMLElement;
  private readonly hint = el('p', { class: 'hint' });
  private readonly legend: HTMLElement;
  private readonly equation = el('p', { class: 'equation' });
  private readonly facts = el('p', { class: 'facts' });
  private readonly table = el('div');

  constructor(
    private readonly texts: PageWords,
    events: ChipEvents,
  ) {
    this.chips = new Chips(texts, events);
    this.legend = legend(texts);
    this.element = el(
      'section',
      { 'aria-labelledby': 'tokens-title' },
      el('h2', { id: 'tokens-title' }, texts.tokensTitle),
      this.hint,
      this.chips.element,
      this.legend,
      this.equation,
      this.facts,
      this.table,
    );
  }

  show(explanation: Explanation, chosen: number): void {
    const { texts } = this;
    const { figures } = texts;
    const { tokens, stop, endLogprob, confidence } = explanation;
    this.chips.show(explanation, chosen);
    const isKnown = hasProbabilities(explanation);
    toggle(this.legend, isKnown);
    toggle(this.table, isKnown);
    this.hint.textContent = !isKnown ? '' : explanation.served ? texts.servedTokensHint : texts.tokensHint;
    if (!isKnown) return this.showTextOnly(explanation);
    const links = chainOf(tokens.map(({ logprob }) => logprob));
    const last = links.at(-1);
    const factors = links.slice(0, maxFactors).map(({ probability }) => figures.factor(probability));
    if (links.length > maxFactors) factors.push('…');
    const ended =
      endLogprob === 0
        ? fillPlaceholders(texts.ended, texts.stops[stop])
        : fillPlaceholders(texts.endedBy, texts.stops[stop], figures.percent(Math.exp(endLogprob)));
    this.equation.textContent = last
      ? `${texts.product} ${factors.join(' × ')} = ${resultOf(last.product, figures)}`
      : texts.nothing;
    this.facts.textContent = last
      ? [
          fillPlaceholders(texts.surprisalSum, figures.decimal(last.totalSurprisal)),
          fillPlaceholders(texts.perplexity, figures.decimal(last.perplexity)),
          ended,
          fillPlaceholders(texts.confidence, figures.percent(confidence)),
        ].join(' · ')
      : ended;
    this.table.replaceChildren(chainTable(explanation, texts));
  }

  private showTextOnly({ tokens, stop }: Explanation): void {
    const { noProbabilities, nothing, ended, stops } = this.texts;
    this.equation.textContent = tokens.length > 0 ? noProbabilities : nothing;
    this.facts.textContent = fillPlaceholders(ended, stops[stop]);
  }
}

/** A product as a number and, unless it is tiny, in percent. */
function resultOf(product: number, figures: Figures): string {
  const isTiny = product < smallestShare;
  return isTiny ? figures.product(product) : `${figures.product(product)} = ${figures.percent(product)}`;
}

/** The legend of the colours. */
function legend(texts: PageWords): HTMLElement {
  const limits = likelihoodLimits.map((limit) => texts.figures.limit(limit));
  const ranges = [`< ${limits[0]}`, ...limits.map((limit) => `≥ ${limit}`)];
  const items = ranges.map((range, step) =>
    el('li', {}, el('span', { class: `swatch likely-${step}`, 'aria-hidden': 'true' }), range),
  );
  return el('ul', { class: 'legend', 'aria-label': texts.legend }, ...items);
}
