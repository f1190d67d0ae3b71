import type { CompletedText } from '../../core/result.js';
import type { StrategyKind } from '../../core/sampling/strategy.js';
import { percent, fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Contest, ComparedStrategy } from '../../core/lens/messages.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { samplesShown } from '../../core/lens/requests.js';
import { beamTree } from './beamTree.js';
import { button, el, toggle } from './dom.js';

const kinds: readonly StrategyKind[] = ['greedy', 'sample', 'beam'];

const probabilityOf = ({ tokens }: CompletedText): number =>
  Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0));

/** Greedy, sampling and beams on the same prompt. */
export class StrategiesSection {
  readonly element: HTMLElement;
  private readonly cards = el('div', { class: 'cards' });
  private readonly tree = el('div');
  private readonly again: HTMLButtonElement;
  private readonly busy: HTMLElement;
  private draws = 0;

  /**
   * Creates the section.
   *
   * @param onRequested requests a comparison, with another number each time: the first seed of the samples.
   */
  constructor(
    private readonly texts: PageTexts,
    private readonly onRequested: (seed: number) => void,
  ) {
    this.again = button(texts.drawAgain, () => this.request(), { class: 'secondary' });
    this.busy = el('p', { class: 'hint' }, texts.comparing);
    this.element = el(
      'section',
      { 'aria-labelledby': 'strategies-title' },
      el('h2', { id: 'strategies-title' }, texts.strategiesTitle),
      el('p', { class: 'hint' }, texts.strategiesHint),
      this.again,
      this.busy,
      this.cards,
      this.tree,
    );
  }

  request(): void {
    toggle(this.busy, true);
    this.onRequested(this.draws++);
  }

  clear(): void {
    toggle(this.busy, false);
    this.cards.replaceChildren();
    this.tree.replaceChildren();
  }

  show(contest: Contest): void {
    const { texts } = this;
    toggle(this.busy, false);
    this.cards.replaceChildren(...kinds.map((kind) => this.card(kind, contest[kind])));
    this.tree.replaceChildren(
      el('h3', {}, texts.treeTitle),
      el('p', { class: 'hint' }, texts.treeHint),
      beamTree(contest.beam, texts),
    );
  }

  private card(kind: StrategyKind, { texts: found, forwards, totalMs }: ComparedStrategy): HTMLElement {
    const { texts } = this;
    const hints = {
      greedy: texts.greedyText,
      sample: fillPlaceholders(texts.sampleText, samplesShown),
      beam: texts.beamText,
    };
    const items = found.map((text) =>
      el(
        'li',
        { 'data-text': text.text },
        el('code', {}, text.text === '' ? texts.blank : visible(text.text)),
        el(
          'span',
          { class: 'figure' },
          fillPlaceholders(
            texts.strategyText,
            percent(probabilityOf(text)),
            text.tokens.length,
            texts.stops[text.stop],
          ),
        ),
      ),
    );
    return el(
      'article',
      { class: 'strategy', 'data-kind': kind },
      el('h3', {}, texts.strategyNames[kind]),
      el('p', { class: 'hint' }, hints[kind]),
      el('ol', {}, ...items),
      el('p', { class: 'figure' }, fillPlaceholders(texts.strategyCost, forwards, totalMs.toFixed(0))),
    );
  }
}
