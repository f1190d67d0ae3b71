import type { StepChoice } from '../../core/result.js';
import { filtersOf } from '../../core/sampling/sampling.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { spelled, textBefore } from '../../core/lens/pieces.js';
import { alternativesShown } from '../../core/lens/requests.js';
import type { SliderValues } from '../../core/lens/sliders.js';
import { viewStep, type StepView } from '../../core/lens/stepView.js';
import { tokenFacts } from './tokenFacts.js';
import { DistributionView } from './distribution.js';
import { el, toggle } from './dom.js';
import { scrollBox } from './scrollBox.js';
import { servedAlternatives } from './servedAlternatives.js';
import { Sliders } from './sliders.js';

/** As much of the text before a step as fits on a line. */
const contextCharacters = 60;

/** Events of the step's section. */
interface StepEvents {
  readonly onMoved: (values: SliderValues | undefined) => void;
  readonly onWrite: (values: SliderValues) => void;
  readonly onPicked: (index: number, id: number) => void;
  readonly onChanged: (summary: string) => void;
}

/** The chosen step: its real distribution, and the effect of the filters. */
export class StepSection {
  readonly element: HTMLElement;
  readonly sliders: Sliders;
  private readonly title = el('h2', { id: 'step-title' });
  private readonly context = el('code', { class: 'context' });
  private readonly note = el('p', { class: 'hint' });
  private readonly facts = el('p', { class: 'facts' });
  private readonly entropy = el('p', { class: 'entropy' });
  private readonly effects = el('ol', { class: 'effects' });
  private readonly loading: HTMLElement;
  private readonly distribution: DistributionView;
  /** The parts that need the whole distribution. */
  private readonly own: HTMLElement;
  /** The alternatives that a server reports. */
  private readonly served = el('div');
  private shown: { readonly explanation: Explanation; readonly index: number; readonly choice: StepChoice } | undefined;

  constructor(
    private readonly texts: PageWords,
    private readonly events: StepEvents,
  ) {
    this.sliders = new Sliders(
      texts,
      (values) => {
        this.redraw();
        events.onMoved(values);
      },
      events.onWrite,
    );
    this.distribution = new DistributionView(texts, (id) => {
      if (this.shown) events.onPicked(this.shown.index, id);
    });
    this.loading = el('p', { class: 'hint' }, texts.loadingStep);
    this.own = el(
      'div',
      { class: 'step' },
      el('div', {}, this.sliders.element, this.entropy, this.effects),
      el('div', {}, el('p', { class: 'hint' }, texts.stepHint), this.loading, scrollBox(this.distribution.element)),
    );
    this.element = el(
      'section',
      { 'aria-labelledby': 'step-title' },
      ...[this.title, this.context, this.facts, this.note, this.own, this.served],
    );
  }

  /**
   * Shows a step.
   *
   * @param choice absent while the engine is still working.
   */
  show(explanation: Explanation, index: number, choice: StepChoice | undefined): void {
    const { tokens, before, strategy, served } = explanation;
    const token = tokens[index];
    toggle(this.element, token !== undefined);
    if (!token) return;
    this.title.textContent = fillPlaceholders(this.texts.stepTitle, index + 1, tokens.length);
    const context = textBefore(before, tokens, index).slice(-contextCharacters);
    this.context.replaceChildren(visible(context), el('mark', {}, visible(spelled(token))));
    toggle(this.own, served === undefined);
    this.served.replaceChildren(...(served ? [servedAlternatives(explanation, index, this.texts)] : []));
    if (served) {
      this.note.textContent = this.texts.servedStep;
      this.facts.textContent = tokenFacts(explanation, index, this.texts).join(' ');
      this.shown = undefined;
      return;
    }
    this.note.textContent =
      strategy.kind === 'sample' ? '' : strategy.kind === 'greedy' ? this.texts.greedyNote : this.texts.beamNote;
    this.facts.textContent = tokenFacts(explanation, index, this.texts).join(' ');
    toggle(this.loading, choice === undefined);
    this.shown = choice && { explanation, index, choice };
    const view = this.view();
    if (view) {
      const names = new Map(token.alternatives?.map(({ id, text }) => [id, text]));
      this.distribution.begin(view, (id) => names.get(id) ?? '', token.id ?? -1);
    } else {
      this.distribution.clear();
    }
    this.redraw();
  }

  /** Redraws the distribution with the sliders' values. */
  redraw(): void {
    const view = this.view();
    this.effects.replaceChildren();
    this.entropy.textContent = '';
    if (!view) return;
    this.distribution.show(view);
    const { entropy, filteredEntropy, keptCount, allowedCount, effects } = view;
    const { entropyBoth, left, tokenCount, figures } = this.texts;
    const entropies = fillPlaceholders(entropyBoth, figures.decimal(entropy), figures.decimal(filteredEntropy));
    const all = figures.counted(tokenCount, allowedCount);
    const summary = `${entropies} ${fillPlaceholders(left, figures.count(keptCount), all)}`;
    this.entropy.textContent = summary;
    this.effects.replaceChildren(...this.effectItems(effects));
    this.events.onChanged(summary);
  }

  private view(): StepView | undefined {
    if (!this.shown) return undefined;
    const { choice, explanation } = this.shown;
    return viewStep(choice, filtersOf({ ...explanation.sampling, ...this.sliders.values }), alternativesShown);
  }

  private effectItems(effects: StepView['effects']): HTMLElement[] {
    const { texts } = this;
    const { figures } = texts;
    if (effects.length === 0) return [el('li', {}, texts.noFilters)];
    return effects.map(({ kind, dropped, left }) => {
      const name = texts.filters[kind];
      return el(
        'li',
        {},
        dropped > 0
          ? fillPlaceholders(texts.effect, name, figures.counted(texts.tokenCount, dropped), figures.count(left))
          : fillPlaceholders(texts.effectNone, name),
      );
    });
  }
}
