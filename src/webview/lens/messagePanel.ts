import type { NextStep, ExplainedContext } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { button, el } from './dom.js';
import { postToEditor } from './host.js';

/** The message shown while nothing is explained: the reason, and the possible actions. */
export function messagePanel(shown: Exclude<ExplainedContext, { kind: 'explained' }>, texts: PageWords): HTMLElement {
  const step = (text: string, next: NextStep): HTMLElement =>
    button(text, () => postToEditor({ kind: 'next', step: next }));
  switch (shown.kind) {
    case 'waiting':
      return el('div', { class: 'message' }, el('p', {}, texts.waiting));
    case 'closed':
      return el('div', { class: 'message' }, el('h2', {}, texts.emptyTitle), el('p', {}, shown.message));
    case 'empty':
      return el(
        'div',
        { class: 'message' },
        el('h2', {}, texts.emptyTitle),
        el('p', {}, texts.emptyText),
        el('div', { class: 'buttons' }, step(texts.explainHere, 'explainHere')),
      );
    case 'failed':
      return el(
        'div',
        { class: 'message failed', role: 'alert' },
        el('h2', {}, texts.failedTitle),
        el('p', {}, shown.message),
        el(
          'div',
          { class: 'buttons' },
          step(texts.restart, 'restart'),
          step(texts.openSettings, 'openSettings'),
          step(texts.showLog, 'showLog'),
        ),
      );
  }
}
