import * as vscode from 'vscode';
import type { Candidate } from '../../core/generate/candidates.js';
import type { StrategyKind } from '../../core/sampling/strategy.js';

/** A row of the list: a text to choose, or one that is being written. */
export interface CompareItem extends vscode.QuickPickItem {
  readonly candidate?: Candidate;
}

const longestLabel = 44;

/** The text from its first line on: many begin with the same one. */
function beginning(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const joined = lines.filter((line) => line !== '').join(' ↵ ');
  const short = joined.length > longestLabel ? `${joined.slice(0, longestLabel)}…` : joined;
  // A `$(name)` in code is no icon.
  return short.replaceAll('$(', '$\u200b(');
}

function kindText(kind: StrategyKind): string {
  switch (kind) {
    case 'greedy':
      return vscode.l10n.t('most probable tokens');
    case 'sample':
      return vscode.l10n.t('sampled');
    case 'beam':
      return vscode.l10n.t('beam search');
  }
}

function describe({ text, probability, tokens, kinds }: Candidate): string {
  const lines = text.trim().split('\n').length;
  // No strategy wrote it.
  if (kinds.length === 0)
    return [vscode.l10n.t('edited by you'), ...(lines > 1 ? [vscode.l10n.t('{0} lines', lines)] : [])].join(' · ');
  const parts = [
    ...(probability === undefined ? [] : [vscode.l10n.t('{0}% per token', Math.round(100 * probability))]),
    tokens === 1 ? vscode.l10n.t('{0} token', tokens) : vscode.l10n.t('{0} tokens', tokens),
    ...(lines > 1 ? [vscode.l10n.t('{0} lines', lines)] : []),
    ...kinds.map(kindText),
  ];
  return parts.join(' · ');
}

/** The row of a text. */
export function itemOf(candidate: Candidate, isShown: boolean): CompareItem {
  return {
    label: `$(${isShown ? 'check' : 'blank'}) ${beginning(candidate.text)}`,
    description: describe(candidate),
    candidate,
  };
}

/** The row of a text that is being written. */
export const itemOfWriting = (text: string, kind: StrategyKind): CompareItem => ({
  label: `$(loading~spin) ${beginning(text)}`,
  description: kindText(kind),
});
