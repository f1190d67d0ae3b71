import * as vscode from 'vscode';
import { daysKept, total, totalsBy, type Statistics } from '../../core/statistics/statistics.js';
import { chart } from './chart.js';
import { escapeHtml } from './escapeHtml.js';
import { Numbers } from './numbers.js';
import { style } from './style.js';
import { tableHtml, tiles } from './tables.js';

/** What the page shows. */
export interface PageContents {
  readonly statistics: Statistics;
  /** As `2026-11-25`. */
  readonly today: string;
  /** As VS Code names the person's language. */
  readonly language: string;
  /** Allows the page's own style; there is no script. */
  readonly nonce: string;
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const definitions = (): string[] => [
  vscode.l10n.t(
    'Shown: offered for at least 0.3 seconds while the cursor stood there, or taken before. What is typed along is one suggestion.',
  ),
  vscode.l10n.t(
    'Accepted: taken whole, or all that was left of it. Partly accepted: a word or a line of it, and never the rest.',
  ),
  vscode.l10n.t('Characters saved: what taking suggestions wrote and nobody typed, without what was replaced.'),
  vscode.l10n.t(
    'Kept: of what was accepted whole, how much was still there later, at least two thirds of its words. Files closed before are left out.',
  ),
  vscode.l10n.t(
    'Latency: from the key to the answer of the model, the wait of the setting "inkling.delayMs" included; half of all answers came within the median, 95 % within the other.',
  ),
];

function contents({ statistics, today }: PageContents, numbers: Numbers): string {
  if (statistics.length === 0) {
    return paragraph(vscode.l10n.t('Nothing has been counted yet. Write some code: this page follows by itself.'));
  }
  const byDay = totalsBy(statistics, 'day').sort(([a], [b]) => (a < b ? 1 : -1));
  const days = byDay.map(([day, counts]) => [numbers.day(day), counts] as [string, typeof counts]);
  return `${tiles(total(statistics), numbers)}
${chart(statistics, today, numbers)}
${tableHtml(vscode.l10n.t('By language'), vscode.l10n.t('Language'), totalsBy(statistics, 'language'), numbers)}
${tableHtml(vscode.l10n.t('By model'), vscode.l10n.t('Model'), totalsBy(statistics, 'model'), numbers)}
<details><summary>${escapeHtml(vscode.l10n.t('Day by day'))}</summary>
${tableHtml(vscode.l10n.t('By day'), vscode.l10n.t('Day'), days, numbers)}</details>
<details><summary>${escapeHtml(vscode.l10n.t('How this is counted'))}</summary>
<ul>${definitions()
    .map((text) => `<li>${escapeHtml(text)}</li>`)
    .join('')}</ul></details>
<p><a class="button" role="button" href="command:inkling.resetStatistics">${escapeHtml(vscode.l10n.t('Reset …'))}</a></p>`;
}

/** The page of the statistics: readable without a script, without colours, and by a screen reader. */
export function pageHtml(page: PageContents): string {
  const title = escapeHtml(vscode.l10n.t('Inkling: Statistics'));
  const privacy = vscode.l10n.t(
    'What became of suggestions in the last {0} days. These numbers are kept on this machine only: Inkling sends nothing, and no code is in them.',
    daysKept,
  );
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${page.nonce}'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${page.nonce}">${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${paragraph(privacy)}
${contents(page, new Numbers(page.language))}
</main>
</body>
</html>`;
}
