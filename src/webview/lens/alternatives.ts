import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { button, el } from './dom.js';

/** Options of a token's button. */
interface TokenButtonOptions {
  readonly isChosen: boolean;
  readonly onPicked: () => void;
  readonly tabIndex?: number;
}

/** The button that continues with another token; the chosen token is marked and is no button. */
export function tokenButton(
  texts: PageWords,
  text: string,
  { isChosen, onPicked, tabIndex = 0 }: TokenButtonOptions,
): HTMLElement {
  const shown = text === '' ? texts.end : visible(text);
  if (isChosen) return el('span', { class: 'token chosen' }, el('code', {}, shown), ` ${texts.chosen}`);
  // A control token ends the text: there is nothing to continue from.
  if (text === '') return el('span', { class: 'token' }, shown);
  const go = button('', onPicked, {
    class: 'token',
    'aria-label': fillPlaceholders(texts.goOnWith, shown),
    tabindex: tabIndex,
  });
  go.append(el('code', {}, shown));
  return go;
}
