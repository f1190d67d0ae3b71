import * as vscode from 'vscode';
import { daysUntil, totalsBy, type Statistics } from '../../core/statistics/statistics.js';
import type { Numbers } from './numbers.js';
import { escapeHtml } from './tables.js';

const daysDrawn = 30;
const width = 720;
const height = 140;
const [left, top, bottom] = [40, 10, 20];
const step = (width - left) / daysDrawn;

/** A bar chart of shown and accepted suggestions per day; the table by day has the same numbers as text. */
export function chart(statistics: Statistics, today: string, numbers: Numbers): string {
  const byDay = new Map(totalsBy(statistics, 'day'));
  const days = daysUntil(today, daysDrawn).map((day) => {
    const { shown = 0, accepted = 0, partlyAccepted = 0 } = byDay.get(day) ?? {};
    return { day, shown, taken: accepted + partlyAccepted };
  });
  const most = Math.max(1, ...days.map(({ shown }) => shown));
  const floor = height - bottom;
  const bar = (kind: string, i: number, value: number): string => {
    const size = (value / most) * (floor - top);
    const x = left + i * step + 2;
    return `<rect class="${kind}" x="${x}" y="${floor - size}" width="${step - 4}" height="${size}"/>`;
  };
  const bars = days.map(({ day, shown, taken }, i) => {
    const title = vscode.l10n.t(
      '{0}: {1} shown, {2} accepted',
      numbers.day(day),
      numbers.count(shown),
      numbers.count(taken),
    );
    return `<g><title>${escapeHtml(title)}</title>${bar('shown', i, shown)}${bar('taken', i, taken)}</g>`;
  });
  const label = (x: number, y: number, anchor: string, text: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
  const [first, last] = [numbers.day(days[0]!.day), numbers.day(today)];
  return `<figure>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(vscode.l10n.t('Suggestions shown and accepted per day from {0} to {1}. The table by day has the numbers.', first, last))}">
<line x1="${left}" y1="${floor}" x2="${width}" y2="${floor}"/>
${bars.join('\n')}
${label(left - 6, top + 8, 'end', numbers.count(most))}${label(left - 6, floor, 'end', '0')}
${label(left, height - 4, 'start', first)}${label(width, height - 4, 'end', last)}
</svg>
<figcaption><span class="key shown"></span> ${escapeHtml(vscode.l10n.t('shown'))} <span class="key taken"></span> ${escapeHtml(vscode.l10n.t('accepted, fully or partly'))}</figcaption>
</figure>`;
}
