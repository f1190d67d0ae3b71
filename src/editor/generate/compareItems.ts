import * as vscode from 'vscode';
import type { Candidate } from '../../core/generate/candidates.js';
import type { StrategyKind } from '../../core/decode/strategy.js';

/** A row of the list: a text to choose, or one that is being written. */
export interface CompareItem extends vscode.QuickPickItem {
  readonly candidate?: Candidate;
}

const longestLabel = 80;

/** The first line that says something. */
function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? '';
  const short = line.trim();
  return short.length > longestLabel ? `${short.slice(0, longestLabel)}…` : short;
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
  const parts = [
    ...(probability === undefined ? [] : [vscode.l10n.t('{0} % per token', Math.round(100 * probability))]),
    vscode.l10n.t('{0} tokens', tokens),
    ...(lines > 1 ? [vscode.l10n.t('{0} lines', lines)] : []),
    ...kinds.map(kindText),
  ];
  return parts.join(' · ');
}

/** The row of a text. */
export function itemOf(candidate: Candidate, isShown: boolean): CompareItem {
  const label = firstLine(candidate.text);
  return {
    // A `$(name)` in code is no icon.
    label: `$(${isShown ? 'check' : 'blank'}) ${label.replaceAll('$(', '$\u200b(')}`,
    description: describe(candidate),
    candidate,
  };
}

/** The row of a text that is being written. */
export const itemOfWriting = (text: string, kind: StrategyKind): CompareItem => ({
  label: `$(loading~spin) ${firstLine(text).replaceAll('$(', '$\u200b(')}`,
  description: kindText(kind),
});
