import { markdownTable, percentText } from '../../bench/report/markdown.js';
import type { EnginesSummary } from '../engines/measure.js';

/** The results of typing with the built-in engine, a simulated server, and both. */
export function enginesText(summaries: Readonly<Record<string, EnginesSummary>>): string {
  const head = [
    '',
    'keys saved, %',
    'shown',
    'right, %',
    'wrong, %',
    'extended',
    'flickers',
    'replaced',
    'p50, ms',
    'p95, ms',
    'server requests per minute',
  ];
  const rows = Object.entries(summaries).map(([name, summary]) => {
    const { right, 'partly right': partly, wrong } = summary.shown;
    const { p50, p95 } = summary.latencyMs ?? {};
    return [
      name,
      percentText(summary.saved),
      String(right + partly + wrong),
      ...[right, wrong].map((count) => percentText(count / (right + partly + wrong))),
      ...[summary.extended, summary.flickers, summary.replaced].map(String),
      ...[p50, p95].map((ms) => ms?.toFixed(0) ?? ''),
      summary.requestsPerMinute.toFixed(0),
    ];
  });
  return `### Typing with a simulated server\n\n${markdownTable(head, rows)}`;
}
