import type { Summary } from '../statistics.js';
import type { Measurement } from './results.js';

/** A number with three significant digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(3, digits));
}

const spread = ({ median, q1, q3 }: Summary): string =>
  q1 === q3 ? figure(median) : `${figure(median)} (${figure(q1)}–${figure(q3)})`;

function cell(measurement: Measurement | undefined): string {
  if (!measurement) return '';
  const { summary, ratio } = measurement;
  return spread(summary) + (ratio ? ` **×${figure(ratio.median)}**` : '');
}

/** A Markdown table with columns as wide as their longest cell. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, i) => text.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

const titleOfQuantity = ({ quantity, unit }: Measurement): string => (unit === '' ? quantity : `${quantity}, ${unit}`);

/** One table for a case: a row for each engine, a column for each quantity. */
function caseTable(measurements: readonly Measurement[]): string {
  const quantities = unique(measurements.map(titleOfQuantity));
  const engines = unique(measurements.map(({ engine }) => engine));
  const find = (engine: string, title: string): Measurement | undefined =>
    measurements.find((m) => m.engine === engine && titleOfQuantity(m) === title);
  const rows = engines.map((engine) => [engine, ...quantities.map((title) => cell(find(engine, title)))]);
  return markdownTable(['', ...quantities], rows);
}

/** All cases, in the order in which they were measured: medians, quartiles in parentheses, the ratio to Inkling in bold. */
export function benchMarkdown(measurements: readonly Measurement[]): string {
  const titleOf = (m: Measurement): string => `${m.case}, ${m.threads} thread${m.threads === 1 ? '' : 's'}`;
  return unique(measurements.map(titleOf))
    .map((title) => `### ${title}\n\n${caseTable(measurements.filter((m) => titleOf(m) === title))}`)
    .join('\n\n');
}

/** A share in percent with one decimal place; a dash for NaN. */
export const percentText = (share: number): string => (Number.isFinite(share) ? (100 * share).toFixed(1) : '–');

export const milliseconds = (ms: number): string => (Number.isFinite(ms) ? `${ms.toFixed(1)} ms` : '–');
