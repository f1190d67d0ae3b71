import { markdownTable } from '../../bench/report/markdown.js';
import { latencyGroups, type TypingSummary } from '../typing/summary.js';
import { milliseconds, percentText } from './figures.js';

/** What a person who types gets: a row for each way to type. */
export function typingText(summaries: Readonly<Record<string, TypingSummary>>): string {
  const head = [
    '',
    'regions',
    'keys',
    'without help',
    'saved, %',
    'with word steps of VS Code, %',
    'whole taken',
    'words taken',
    'shown',
    'right, %',
    'partly, %',
    'wrong, %',
    'visible, %',
    'flicker, %',
    'CPU s / min',
  ];
  const rows = Object.entries(summaries).map(([name, summary]) => {
    const { right, 'partly right': partly, wrong } = summary.shown;
    const shown = right + partly + wrong;
    return [
      name,
      ...[summary.regions, summary.keys, summary.keysWithoutHelp].map(String),
      percentText(summary.saved),
      percentText(summary.savedInVsCode),
      ...[summary.wholeTaken, summary.wordsTaken, shown].map(String),
      ...[right / shown, partly / shown, wrong / shown, summary.visible, summary.flicker].map(percentText),
      summary.cpuSecondsPerMinute.toFixed(2),
    ];
  });
  return `### Typing\n\n${markdownTable(head, rows)}`;
}

/** How long a key waits for ghost text, by where that came from; the wait before the request aside. */
export function latencyText(summary: TypingSummary): string {
  const rows = latencyGroups.flatMap((name) => {
    const latency = summary.latencyMs[name];
    return latency ? [[name, String(latency.count), milliseconds(latency.p50), milliseconds(latency.p95)]] : [];
  });
  return `### From a key to its ghost text\n\n${markdownTable(['answer', 'keys', 'p50', 'p95'], rows)}`;
}
