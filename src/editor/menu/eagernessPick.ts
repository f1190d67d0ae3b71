import * as vscode from 'vscode';
import { eagernesses, type Eagerness } from '../../core/suggest/confidence/thresholds.js';
import { confirm } from '../commands.js';
import type { Settings } from '../settings.js';
import { setWhereSet } from './write.js';

/** A value of the setting as text. */
export function eagernessTitle(eagerness: Eagerness): string {
  switch (eagerness) {
    case 'quiet':
      return vscode.l10n.t('quiet');
    case 'balanced':
      return vscode.l10n.t('balanced');
    case 'eager':
      return vscode.l10n.t('eager');
  }
}

function detailOf(eagerness: Eagerness): string {
  switch (eagerness) {
    case 'quiet':
      return vscode.l10n.t('Few suggestions: about 4 of 5 are entirely correct.');
    case 'balanced':
      return vscode.l10n.t('About 2 of 3 suggestions are entirely correct.');
    case 'eager':
      return vscode.l10n.t('Many suggestions, which save the most keystrokes: about 2 of 5 are entirely correct.');
  }
}

/** "Inkling: Set Suggestion Frequency". The language's own setting is changed if it has one. @returns whether one was chosen. */
export async function pickEagerness(settings: Settings): Promise<boolean> {
  const document = vscode.window.activeTextEditor?.document;
  const current = settings.get('eagerness', document);
  const items = eagernesses.map((eagerness) => ({
    label: `$(${eagerness === current ? 'check' : 'blank'}) ${eagernessTitle(eagerness)}`,
    ...(eagerness === current ? { description: vscode.l10n.t('in use') } : {}),
    detail: detailOf(eagerness),
    eagerness,
  }));
  // The one in use comes first, and so is the one that Enter takes.
  items.sort((a, b) => Number(b.eagerness === current) - Number(a.eagerness === current));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Inkling: Set Suggestion Frequency'),
    placeHolder: vscode.l10n.t('How confident should Inkling be before it suggests?'),
    matchOnDetail: true,
  });
  if (!chosen) return false;
  if (chosen.eagerness !== current) await setWhereSet('eagerness', chosen.eagerness, document?.languageId);
  confirm(vscode.l10n.t('Suggestion frequency: {0}', eagernessTitle(chosen.eagerness)));
  return true;
}
