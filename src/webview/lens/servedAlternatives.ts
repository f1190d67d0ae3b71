import { hasProbabilities, type Explanation } from '../../core/lens/messages.js';
import { visible } from '../../core/lens/format.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { spelled } from '../../core/lens/pieces.js';
import { el } from './dom.js';
import { probabilityBar } from './probability.js';

/** The tokens that a server reports for one step, with their probabilities. They are not to be picked. */
export function servedAlternatives(
  explanation: Explanation,
  index: number,
  texts: PageWords,
  maxRows = Infinity,
): HTMLElement {
  const token = explanation.tokens[index]!;
  const { alternatives = [] } = token;
  if (alternatives.length === 0 || !hasProbabilities(explanation)) {
    return el('p', { class: 'hint' }, texts.servedNoAlternatives);
  }
  const { columns, figures } = texts;
  const chosen = spelled(token);
  const rows = alternatives.slice(0, maxRows).map(({ text, logprob }) => {
    const isChosen = text === chosen;
    const name = el('code', {}, text === '' ? texts.end : visible(text));
    return el(
      'tr',
      { class: isChosen ? 'chosen' : undefined },
      el('th', { scope: 'row' }, el('span', { class: 'token' }, name), ...(isChosen ? [` ${texts.chosen}`] : [])),
      el('td', {}, probabilityBar('model', figures, Math.exp(logprob))),
    );
  });
  const titles = [columns.token, columns.probability].map((title) => el('th', { scope: 'col' }, title));
  const head = el('thead', {}, el('tr', {}, ...titles));
  return el('table', { class: 'distribution served' }, head, el('tbody', {}, ...rows));
}
