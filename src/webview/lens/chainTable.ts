import { chainOf } from '../../core/lens/chain.js';
import { visible } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { spelled } from '../../core/lens/pieces.js';
import { el } from './dom.js';
import { scrollBox } from './scrollBox.js';

/** The chain rule line by line: the same numbers as the chips', as a table. */
export function chainTable({ tokens, served }: Explanation, texts: PageWords): HTMLElement {
  const { columns, figures } = texts;
  const isServed = served !== undefined;
  const titles = [
    columns.number,
    columns.token,
    columns.probability,
    columns.product,
    columns.surprisal,
    columns.perplexity,
    // A server tells neither.
    ...(isServed ? [] : [columns.entropy, columns.by]),
  ];
  const links = chainOf(tokens.map(({ logprob }) => logprob));
  const rows = tokens.map((token, i) => {
    const { probability, product, totalSurprisal, perplexity } = links[i]!;
    const cells = [
      figures.percent(probability),
      figures.product(product),
      ...[totalSurprisal, perplexity, ...(isServed ? [] : [token.entropy ?? 0])].map((value) => figures.decimal(value)),
    ];
    return el(
      'tr',
      {},
      el('td', { class: 'number' }, String(i + 1)),
      el('th', { scope: 'row' }, el('code', {}, visible(spelled(token)))),
      ...cells.map((cell) => el('td', { class: 'number' }, cell)),
      ...(isServed ? [] : [el('td', {}, token.drafter ?? texts.byModel)]),
    );
  });
  const head = el('thead', {}, el('tr', {}, ...titles.map((title) => el('th', { scope: 'col' }, title))));
  const table = el('table', {}, el('caption', { class: 'unseen' }, texts.tokensTitle), head, el('tbody', {}, ...rows));
  return el('details', {}, el('summary', {}, texts.asTable), scrollBox(table, texts.tokensTitle));
}
