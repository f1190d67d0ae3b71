import * as vscode from 'vscode';
import { confirm } from '../commands.js';
import type { Settings } from '../settings.js';
import type { SettingValues } from '../settingValues.js';
import { setWhereSet } from './write.js';

type StrategyName = SettingValues['strategy'];

/** A strategy as text. */
export function strategyTitle(strategy: StrategyName): string {
  switch (strategy) {
    case 'greedy':
      return vscode.l10n.t('greedy');
    case 'sample':
      return vscode.l10n.t('sampling');
    case 'beam':
      return vscode.l10n.t('beam search');
  }
}

function detailOf(strategy: StrategyName): string {
  switch (strategy) {
    case 'greedy':
      return vscode.l10n.t('Always picks the most probable token: the same position always gets the same suggestion.');
    case 'sample':
      return vscode.l10n.t('Picks randomly among the most probable tokens: more variety, but more mistakes.');
    case 'beam':
      return vscode.l10n.t(
        'Explores several candidates at once and picks the most probable text: sometimes better, but slower.',
      );
  }
}

/** "Inkling: Choose Strategy". The language's own setting is changed if it has one. @returns whether one was chosen. */
export async function pickStrategy(settings: Settings): Promise<boolean> {
  const document = vscode.window.activeTextEditor?.document;
  const current = settings.get('strategy', document);
  const items = (['greedy', 'sample', 'beam'] as const).map((strategy) => ({
    label: `$(${strategy === current ? 'check' : 'blank'}) ${strategyTitle(strategy)}`,
    ...(strategy === current ? { description: vscode.l10n.t('in use') } : {}),
    detail: detailOf(strategy),
    strategy,
  }));
  // The one in use comes first, and so is the one that Enter takes.
  items.sort((a, b) => Number(b.strategy === current) - Number(a.strategy === current));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Inkling: Choose Strategy'),
    placeHolder: vscode.l10n.t('How should suggestions choose the next token?'),
    matchOnDetail: true,
  });
  if (!chosen) return false;
  if (chosen.strategy !== current) await setWhereSet('strategy', chosen.strategy, document?.languageId);
  confirm(vscode.l10n.t('Strategy: {0}', strategyTitle(chosen.strategy)));
  return true;
}
