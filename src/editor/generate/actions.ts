import * as vscode from 'vscode';
import { isMac } from '../platform/keyboard.js';
import type { Generation } from './generation.js';

/** An action on a preview. */
export interface Action {
  readonly command: string;
  readonly icon: string;
  readonly title: string;
  /** Its keyboard shortcut while the cursor is in the preview, for display. */
  readonly key: string;
  readonly tooltip: string;
}

const alt = isMac ? '⌥' : 'Alt+';

const stop = (): Action => ({
  command: 'inkling.cancelGenerate',
  icon: 'debug-stop',
  title: vscode.l10n.t('Stop'),
  key: 'Esc',
  tooltip: vscode.l10n.t('Stop generating. The text so far stays, so you can accept or discard it.'),
});

const another = ({ candidates: { all, index } }: Generation): Action => ({
  command: 'inkling.anotherPreview',
  icon: 'sparkle',
  title: all.length > 1 ? vscode.l10n.t('Another ({0} of {1})', index + 1, all.length) : vscode.l10n.t('Another'),
  key: `${alt}]`,
  tooltip: vscode.l10n.t('Show the next version or generate a new one. {0} goes back; no version is lost.', `${alt}[`),
});

const settled = (generation: Generation): Action[] => [
  {
    command: 'inkling.acceptPreview',
    icon: 'check',
    title: vscode.l10n.t('Accept'),
    key: 'Tab',
    tooltip: vscode.l10n.t('Keep the text. A single undo removes it.'),
  },
  {
    command: 'inkling.discardPreview',
    icon: 'discard',
    title: vscode.l10n.t('Discard'),
    key: 'Esc',
    tooltip: vscode.l10n.t('Remove the text and restore the file.'),
  },
  another(generation),
  {
    command: 'inkling.morePreview',
    icon: 'arrow-down',
    title: vscode.l10n.t('More'),
    key: `${alt}Enter`,
    tooltip: vscode.l10n.t('Continue after the text.'),
  },
  {
    command: 'inkling.comparePreview',
    icon: 'list-flat',
    title: vscode.l10n.t('Compare'),
    key: `${alt}\\`,
    tooltip: vscode.l10n.t('Compare several versions, each shown as a diff.'),
  },
];

/** The actions available for a generation now, the most common first. */
export const actionsOf = (generation: Generation): readonly Action[] =>
  generation.isWriting ? [stop()] : settled(generation);

/** The actions with their keys in one line. */
export const keysText = (generation: Generation): string =>
  actionsOf(generation)
    .map(({ title, key }) => `${title}: ${key}`)
    .join(' · ');

/** The state of the generation as a short text. */
export function stateText({ isWriting, tokensPerSecond, preview }: Generation): string {
  if (!isWriting) {
    const lines = preview.text.trim().split('\n').length;
    return lines === 1 ? vscode.l10n.t('1 line to accept') : vscode.l10n.t('{0} lines to accept', lines);
  }
  return tokensPerSecond === undefined
    ? vscode.l10n.t('Generating…')
    : vscode.l10n.t('Generating… {0} tokens/s', Math.round(tokensPerSecond));
}
