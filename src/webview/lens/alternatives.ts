import { fillPlaceholders } from '../../core/lens/fill.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { visible } from '../../core/lens/visible.js';
import { button, el } from './dom.js';

/** The button that goes on with another token; the one that was taken has a mark and is none. */
export function tokenButton(
  texts: PageTexts,
  text: string,
  isChosen: boolean,
  onPicked: () => void,
  tabIndex = 0,
): HTMLElement {
  const shown = text === '' ? texts.end : visible(text);
  if (isChosen) return el('span', { class: 'token chosen' }, el('code', {}, shown), ` ${texts.chosen}`);
  // A control token ends the text: there is nothing to go on from.
  if (text === '') return el('span', { class: 'token' }, shown);
  const go = button('', onPicked, {
    class: 'token',
    'aria-label': fillPlaceholders(texts.goOnWith, shown),
    tabindex: tabIndex,
  });
  go.append(el('code', {}, shown));
  return go;
}
