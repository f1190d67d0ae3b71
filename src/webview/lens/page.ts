import type { StepChoice } from '../../core/result.js';
import type { Sampling } from '../../core/sampling/sampling.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import { hasProbabilities, type Explanation, type ExplainedContext, type ToPage } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { alternativesShown } from '../../core/lens/requests.js';
import { slidersOf } from '../../core/lens/sliders.js';
import { viewStep } from '../../core/lens/stepView.js';
import { Announcer } from './accessibility.js';
import { Card } from './card.js';
import { el, toggle } from './dom.js';
import { Header } from './header.js';
import { setViewState, viewState, postToEditor } from './host.js';
import { MaskSection } from './maskSection.js';
import { messagePanel } from './messagePanel.js';
import { PromptSection } from './promptSection.js';
import { StepSection } from './stepSection.js';
import { StrategiesSection } from './strategiesSection.js';
import { Tabs } from './tabs.js';
import { TokensSection } from './tokensSection.js';

/** The page as a whole: the explanation, the chosen token, and the sections that depend on them. */
export class LensPage {
  private readonly announcer = new Announcer();
  private readonly header: Header;
  private readonly tabs: Tabs;
  private readonly message = el('div');
  private readonly tokens: TokensSection;
  private readonly step: StepSection;
  private readonly strategies: StrategiesSection;
  private readonly prompt: PromptSection;
  private readonly mask: MaskSection;
  private readonly card: Card;
  private explanation: Explanation | undefined;
  private index = 0;
  private choices = new Map<number, StepChoice>();
  private pointed: { readonly index: number; readonly chip: HTMLElement } | undefined;
  private isContestStale = true;

  constructor(
    private readonly texts: PageWords,
    isFollowing: boolean,
  ) {
    this.card = new Card(texts, (index, id) => this.continueWith(index, id));
    this.tokens = new TokensSection(texts, {
      onChosen: (index) => this.choose(index),
      onPointed: (index, chip) => this.point(index, chip),
      onLeft: () => this.leave(),
    });
    this.step = this.createStepSection();
    this.strategies = new StrategiesSection(texts, (seed) => this.requestContest(seed));
    this.prompt = new PromptSection(texts);
    this.mask = new MaskSection(texts);
    this.header = new Header(texts, isFollowing);
    this.tabs = this.createTabs();
    this.tabs.show(viewState().tab);
    document.documentElement.lang = texts.language;
    document.body.replaceChildren(
      el('main', {}, this.header.element, this.message, this.tabs.element),
      this.card.element,
      this.announcer.element,
    );
    this.show({ kind: 'waiting' });
  }

  receive(message: ToPage): void {
    switch (message.kind) {
      case 'hello':
        return;
      case 'shown':
        return this.show(message.shown);
      case 'busy':
        return this.header.setBusy(message.isBusy);
      case 'step':
        return this.receiveStep(message.number, message.index, message.choice);
      case 'contest':
        if (message.number === this.explanation?.number) this.strategies.show(message.contest);
        return;
      case 'settings':
        return this.setSampling(message.sampling);
      case 'written':
        setViewState({ sliders: undefined });
        this.setSampling(message.sampling);
        return this.announcer.say(this.texts.written);
    }
  }

  private createStepSection(): StepSection {
    return new StepSection(this.texts, {
      onMoved: (sliders) => {
        setViewState({ sliders });
        this.isContestStale = true;
      },
      onWrite: (sliders) => postToEditor({ kind: 'write', sliders }),
      onPicked: (index, id) => this.continueWith(index, id),
      onChanged: (summary) => {
        if (this.step.element.contains(document.activeElement)) this.announcer.say(summary);
      },
    });
  }

  /** The tabs of the sections; call it when all sections exist. */
  private createTabs(): Tabs {
    const { sections, tabs } = this.texts;
    return new Tabs(
      sections,
      [
        { name: 'tokens', title: tabs.tokens, panel: el('div', {}, this.tokens.element, this.step.element) },
        { name: 'strategies', title: tabs.strategies, panel: el('div', {}, this.strategies.element) },
        { name: 'prompt', title: tabs.prompt, panel: el('div', {}, this.prompt.element) },
        { name: 'mask', title: tabs.mask, panel: el('div', {}, this.mask.element) },
      ],
      (name) => {
        setViewState({ tab: name });
        this.tabShown();
      },
    );
  }

  private show(shown: ExplainedContext): void {
    const isExplained = shown.kind === 'explained';
    toggle(this.tabs.element, isExplained);
    toggle(this.message, !isExplained);
    this.card.hide();
    if (isExplained) return this.explain(shown.explanation);
    this.explanation = undefined;
    this.header.show(undefined);
    this.message.replaceChildren(messagePanel(shown, this.texts));
  }

  private explain(explanation: Explanation): void {
    this.explanation = explanation;
    this.choices = new Map();
    this.pointed = undefined;
    const { tokens, requiredTokenCount, number, prompt, served, sampling } = explanation;
    const { number: keptNumber, index = 0, sliders: moved } = viewState();
    const wanted = requiredTokenCount > 0 ? requiredTokenCount - 1 : keptNumber === number ? index : 0;
    this.index = Math.max(0, Math.min(tokens.length - 1, wanted));
    this.header.show(explanation);
    this.step.sliders.show(slidersOf(sampling), moved);
    this.tokens.show(explanation, this.index);
    this.strategies.clear();
    this.isContestStale = true;
    this.prompt.show(explanation);
    if (prompt) this.mask.show(prompt.tokens);
    // Both need the model's whole distributions, or its tokens.
    this.tabs.hide(served ? ['strategies', 'mask'] : []);
    this.choose(this.index);
    this.tabShown();
    const text = tokens.map((token) => token.text).join('');
    const product = Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0));
    const { explained, tokenCount, figures } = this.texts;
    const count = figures.counted(tokenCount, tokens.length);
    this.announcer.say(
      hasProbabilities(explanation)
        ? fillPlaceholders(explained, count, visible(text), figures.percent(product))
        : visible(text),
    );
  }

  /** Handles a change of the settings: the sliders follow, unless they were moved. */
  private setSampling(sampling: Sampling): void {
    if (!this.explanation) return;
    this.explanation = { ...this.explanation, sampling };
    this.step.sliders.show(slidersOf(sampling), viewState().sliders);
    this.step.show(this.explanation, this.index, this.choices.get(this.index));
  }

  private choose(index: number): void {
    const { explanation } = this;
    if (!explanation) return;
    this.index = index;
    setViewState({ number: explanation.number, index });
    this.step.show(explanation, index, this.choices.get(index));
    this.requestStep(index);
  }

  private point(index: number, chip: HTMLElement): void {
    this.pointed = { index, chip };
    this.requestStep(index);
    this.showCard();
  }

  private leave(): void {
    this.pointed = undefined;
    this.card.leave();
  }

  private showCard(): void {
    const { explanation, pointed } = this;
    if (!explanation || !pointed) return;
    const choice = this.choices.get(pointed.index);
    const { strategy } = explanation;
    const filters = strategy.kind === 'sample' ? strategy.filters : [];
    const view = choice && viewStep(choice, filters, alternativesShown);
    this.card.show(explanation, pointed.index, pointed.chip, view);
  }

  private continueWith(index: number, id: number): void {
    if (!this.explanation) return;
    this.card.hide();
    this.tokens.chips.focus();
    postToEditor({ kind: 'continue', number: this.explanation.number, index, id });
  }

  private requestStep(index: number): void {
    const { explanation } = this;
    if (!explanation?.tokens[index] || explanation.served || this.choices.has(index)) return;
    postToEditor({ kind: 'step', number: explanation.number, index });
  }

  private receiveStep(number: number, index: number, choice: StepChoice): void {
    const { explanation } = this;
    if (number !== explanation?.number) return;
    this.choices.set(index, choice);
    if (index === this.index) this.step.show(explanation, index, choice);
    if (index === this.pointed?.index) this.showCard();
  }

  private tabShown(): void {
    if (this.tabs.name === 'mask') this.mask.redraw();
    if (this.tabs.name === 'strategies' && this.isContestStale && this.explanation) this.strategies.request();
  }

  private requestContest(seed: number): void {
    const { explanation } = this;
    if (!explanation) return;
    this.isContestStale = false;
    postToEditor({ kind: 'contest', number: explanation.number, sliders: this.step.sliders.values, seed });
  }
}
