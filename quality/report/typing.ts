import { markdownTable, milliseconds, percentText } from '../../bench/report/markdown.js';
import { latencyGroups, type TypingSummary } from '../typing/summary.js';

/** The results of typing: a row for each variant, and one for a user who ignores suggestions. */
export function typingText(summaries: Readonly<Record<string, TypingSummary>>): string {
  const head = [
    '',
    'regions',
    'keys',
    'keys without suggestions',
    'saved, %',
    'saved with word steps of VS Code, %',
    'accepted',
    'words accepted',
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
      ...[summary.wholeAccepted, summary.wordsAccepted, shown].map(String),
      ...[right / shown, partly / shown, wrong / shown, summary.visible, summary.flicker].map(percentText),
      summary.cpuSecondsPerMinute.toFixed(2),
    ];
  });
  return `### Typing\n\n${markdownTable(head, rows)}`;
}

/** The time from a key to its ghost text by the source of the answer, without the debounce. */
export function latencyText(summary: TypingSummary): string {
  const rows = latencyGroups.flatMap((name) => {
    const latency = summary.latencyMs[name];
    return latency ? [[name, String(latency.count), milliseconds(latency.p50), milliseconds(latency.p95)]] : [];
  });
  return `### From a key to its ghost text\n\n${markdownTable(['answer', 'keys', 'p50', 'p95'], rows)}`;
}
