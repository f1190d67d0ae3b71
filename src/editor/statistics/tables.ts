import * as vscode from 'vscode';
import type { Counts } from '../../core/statistics/counts.js';
import type { Numbers } from './numbers.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for use between tags or in an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

interface Column {
  readonly name: string;
  readonly value: (counts: Counts, numbers: Numbers) => string;
}

const columns = (): Column[] => [
  { name: vscode.l10n.t('Shown'), value: ({ shown }, numbers) => numbers.count(shown) },
  { name: vscode.l10n.t('Accepted'), value: ({ accepted, shown }, numbers) => numbers.countOf(accepted, shown) },
  {
    name: vscode.l10n.t('Partly accepted'),
    value: ({ partlyAccepted, shown }, numbers) => numbers.countOf(partlyAccepted, shown),
  },
  ...keptNames().map((name, i) => ({
    name,
    value: (counts: Counts, numbers: Numbers) => numbers.kept(counts, i),
  })),
  { name: vscode.l10n.t('Characters saved'), value: ({ savedCharacters }, numbers) => numbers.count(savedCharacters) },
  { name: vscode.l10n.t('Latency, median'), value: ({ latency }, numbers) => numbers.latency(latency, 0.5) },
  { name: vscode.l10n.t('Latency, 95th percentile'), value: ({ latency }, numbers) => numbers.latency(latency, 0.95) },
];

/** As `keptAfterMs`. */
const keptNames = (): string[] => [
  vscode.l10n.t('Kept after 30 s'),
  vscode.l10n.t('Kept after 2 min'),
  vscode.l10n.t('Kept after 5 min'),
];

/** The sums in large. */
export function tiles(counts: Counts, numbers: Numbers): string {
  const answers = Object.values(counts.latency).reduce((sum, count) => sum + count, 0) + counts.remembered;
  const latencies = { half: numbers.latency(counts.latency, 0.5), most: numbers.latency(counts.latency, 0.95) };
  const rows = [
    ...columns()
      .slice(0, -2)
      .map(({ name, value }) => [name, value(counts, numbers)] as const),
    [vscode.l10n.t('Latency, median / 95th percentile'), `${latencies.half} / ${latencies.most}`] as const,
    [
      vscode.l10n.t('Answered instantly from an earlier suggestion'),
      numbers.share(counts.remembered, answers),
    ] as const,
  ];
  return `<dl>${rows.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;
}

/** A row of numbers for each name. */
export function tableHtml(caption: string, head: string, rows: readonly [string, Counts][], numbers: Numbers): string {
  const all = columns();
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag.split(' ')[0]!}>`).join('');
  const body = rows.map(
    ([name, counts]) =>
      `<tr>${cells('th scope="row"', [name])}${cells(
        'td',
        all.map(({ value }) => value(counts, numbers)),
      )}</tr>`,
  );
  return `<div class="wide"><table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${cells('th scope="col"', [head, ...all.map(({ name }) => name)])}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}
