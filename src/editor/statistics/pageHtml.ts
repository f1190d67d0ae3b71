import * as vscode from 'vscode';
import { daysKept, total, totalsBy, type Statistics } from '../../core/statistics/statistics.js';
import { languageName } from '../languageNames.js';
import { chart } from './chart.js';
import { Numbers } from './numbers.js';
import { style } from './style.js';
import { escapeHtml, tableHtml, tiles } from './tables.js';

/** The page's contents. */
export interface PageContents {
  readonly statistics: Statistics;
  /** As `2026-11-25`. */
  readonly today: string;
  /** The user's language as VS Code names it. */
  readonly language: string;
  /** Allows the page's own style; there is no script. */
  readonly nonce: string;
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const definitions = (): string[] => [
  vscode.l10n.t(
    'Shown: offered at the cursor for at least 0.3 seconds, or accepted sooner. A suggestion that you type along with counts once.',
  ),
  vscode.l10n.t(
    'Accepted: the whole suggestion, or all that was left of it, was accepted. Partly accepted: only some of its words or lines were accepted.',
  ),
  vscode.l10n.t(
    'Characters saved: characters inserted by accepting suggestions, minus the characters that they replaced.',
  ),
  vscode.l10n.t(
    'Kept: the share of fully accepted suggestions of which at least two thirds of the words were still there at the check and at all earlier ones. "Checked" is how many were still there before and are in a file that is still open. Those in closed files count up to the last check (Kaplan-Meier estimate).',
  ),
  vscode.l10n.t(
    'Latency: the time from the keystroke to the answer of the model, including the delay of the setting "inkling.delayMs". Half of all answers arrive within the median, 95% within the 95th percentile.',
  ),
];

function contents({ statistics, today }: PageContents, numbers: Numbers): string {
  // Also without data: the file may be of a later version, or a damaged one may be kept.
  const reset = `<p><a class="button" role="button" href="command:inkling.resetStatistics">${escapeHtml(vscode.l10n.t('Reset…'))}</a></p>`;
  if (statistics.length === 0) {
    return paragraph(vscode.l10n.t('No data yet. Write some code, and this page updates automatically.')) + reset;
  }
  const byDay = totalsBy(statistics, 'day').sort(([a], [b]) => (a < b ? 1 : -1));
  const days = byDay.map(([day, counts]) => [numbers.day(day), counts] as [string, typeof counts]);
  const languages = totalsBy(statistics, 'language').map(
    ([id, counts]) => [languageName(id), counts] as [string, typeof counts],
  );
  return `${tiles(total(statistics), numbers)}
${chart(statistics, today, numbers)}
${tableHtml(vscode.l10n.t('By language'), vscode.l10n.t('Language'), languages, numbers)}
${tableHtml(vscode.l10n.t('By model'), vscode.l10n.t('Model'), totalsBy(statistics, 'model'), numbers)}
<details><summary>${escapeHtml(vscode.l10n.t('Day by day'))}</summary>
${tableHtml(vscode.l10n.t('By day'), vscode.l10n.t('Day'), days, numbers)}</details>
<details><summary>${escapeHtml(vscode.l10n.t('How these numbers are counted'))}</summary>
<ul>${definitions()
    .map((text) => `<li>${escapeHtml(text)}</li>`)
    .join('')}</ul></details>
${reset}`;
}

/** The page of the statistics: readable without a script, without colours, and by a screen reader. */
export function pageHtml(page: PageContents): string {
  const title = escapeHtml(vscode.l10n.t('Inkling: Statistics'));
  const privacy = vscode.l10n.t(
    'Suggestions in the last {0} days, counted by day, language, and model. The numbers contain no code and stay on this machine, unless you submit them in an issue report.',
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
