import type { CompletedText } from '../../core/result.js';
import type { StrategyKind } from '../../core/sampling/strategy.js';
import { logprobOf } from '../../core/lens/chain.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Contest, ComparedStrategy } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { samplesShown } from '../../core/lens/requests.js';
import { beamTree } from './beamTree.js';
import { button, el, toggle } from './dom.js';

const kinds: readonly StrategyKind[] = ['greedy', 'sample', 'beam'];

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
    private readonly texts: PageWords,
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

  private card(kind: StrategyKind, compared: ComparedStrategy): HTMLElement {
    const { texts } = this;
    const { figures } = texts;
    const { texts: found, forwards, totalMs, lengthPenalty } = compared;
    const hints = {
      greedy: texts.greedyText,
      sample: fillPlaceholders(texts.sampleText, samplesShown),
      beam: lengthPenalty === 0 ? texts.beamText : fillPlaceholders(texts.beamTextScored, figures.plain(lengthPenalty)),
    };
    const items = found.map((text) =>
      el(
        'li',
        { 'data-text': text.text },
        el('code', {}, text.text === '' ? texts.blank : visible(text.text)),
        el('span', { class: 'figure' }, this.figuresOf(text, compared)),
      ),
    );
    const forwardCount = figures.counted(texts.forwardCount, forwards);
    const cost = fillPlaceholders(texts.strategyCost, forwardCount, figures.count(totalMs));
    return el(
      'article',
      { class: 'strategy', 'data-kind': kind },
      el('h3', {}, texts.strategyNames[kind]),
      el('p', { class: 'hint' }, hints[kind]),
      el('ol', {}, ...items),
      el('p', { class: 'figure' }, cost),
    );
  }

  private figuresOf(text: CompletedText, { lengthPenalty }: ComparedStrategy): string {
    const { figures, strategyText, strategyScore, tokenCount, stops } = this.texts;
    const count = figures.counted(tokenCount, text.tokens.length);
    const all = fillPlaceholders(strategyText, figures.relation(Math.exp(logprobOf(text))), count, stops[text.stop]);
    return lengthPenalty === 0 ? all : `${fillPlaceholders(strategyScore, figures.decimal(text.score))} ${all}`;
  }
}
