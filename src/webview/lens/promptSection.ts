import type { PromptReport } from '../../core/result.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import { runsOf, type PromptRun } from '../../core/lens/pieces.js';
import type { Explanation, ServedPrompt } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { el, toggle } from './dom.js';

/** The prompt as the model reads it: its parts, its budget, its tokens. */
export class PromptSection {
  readonly element: HTMLElement;
  private readonly hint: HTMLElement;
  private readonly budget = el('div');
  private readonly parts = el('div', { class: 'prompt' });

  constructor(private readonly texts: PageWords) {
    this.hint = el('p', { class: 'hint' }, texts.promptHint);
    this.element = el(
      'section',
      { 'aria-labelledby': 'prompt-title' },
      el('h2', { id: 'prompt-title' }, texts.promptTitle),
      this.hint,
      this.budget,
      this.parts,
    );
  }

  /** Shows a prompt, or what is known of one that a server has tokenized. */
  show({ prompt, served }: Pick<Explanation, 'prompt' | 'served'>): void {
    toggle(this.hint, prompt !== undefined);
    if (prompt) this.showTokens(prompt);
    else if (served) this.showServed(served);
  }

  private showServed({ host, promptTokens, cachedTokens }: ServedPrompt): void {
    const { figures, servedCount, servedCounts, servedPrompt, tokenCount } = this.texts;
    // Some servers have no cache, and some do not tell.
    const counts = fillPlaceholders(
      cachedTokens > 0 ? servedCounts : servedCount,
      figures.counted(tokenCount, promptTokens),
      figures.count(cachedTokens),
    );
    const lines = [fillPlaceholders(servedPrompt, host), ...(promptTokens > 0 ? [counts] : [])];
    this.budget.replaceChildren(...lines.map((line) => el('p', {}, line)));
    this.parts.replaceChildren();
  }

  private showTokens(prompt: PromptReport): void {
    const { texts } = this;
    const { figures } = texts;
    const runs = runsOf(prompt.tokens);
    const { budgetTokens, contextLength, tokens, healed } = prompt;
    const left = budgetTokens - tokens.length;
    const available = figures.counted(texts.tokenCount, budgetTokens);
    const bars = runs.map(({ part, tokens: own }) => {
      const bar = el('span', { class: `share-of-budget part-${part}` });
      bar.style.width = `${(100 * own.length) / budgetTokens}%`;
      return bar;
    });
    const counts = runs.map((run) =>
      el(
        'li',
        {},
        el('span', { class: `swatch part-${run.part}`, 'aria-hidden': 'true' }),
        fillPlaceholders(texts.partCount, this.nameOf(run), figures.count(run.tokens.length)),
      ),
    );
    this.budget.replaceChildren(
      el(
        'p',
        {},
        fillPlaceholders(texts.budget, figures.count(tokens.length), available, figures.count(contextLength)),
      ),
      el('div', { class: 'budget', 'aria-hidden': 'true' }, ...bars),
      el('ul', { class: 'legend' }, ...counts, el('li', {}, fillPlaceholders(texts.budgetLeft, figures.count(left)))),
      ...(healed === '' ? [] : [el('p', { class: 'healed' }, fillPlaceholders(texts.healed, visible(healed)))]),
    );
    this.parts.replaceChildren(
      ...runs.map((run) =>
        el(
          'figure',
          { class: `part part-${run.part}` },
          el('figcaption', {}, fillPlaceholders(texts.partCount, this.nameOf(run), figures.count(run.tokens.length))),
          el(
            'pre',
            {},
            ...run.tokens.map((token) => el('span', { class: 'piece' }, token.text === '' ? '▪' : shown(token.text))),
          ),
        ),
      ),
    );
  }

  private nameOf({ part, path }: PromptRun): string {
    const name = this.texts.parts[part];
    return path === undefined ? name : `${name} ${path}`;
  }
}

/** Whitespace as it is, since this is a text to read; only line ends and tabs also have a symbol. */
const shown = (text: string): string => text.replaceAll('\n', '↵\n').replaceAll('\t', '→\t');
