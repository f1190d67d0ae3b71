import { quantile } from '../statistics.js';
import type { LoadCounts } from './loadCounts.js';
import type { LoadTestOptions } from './loadOptions.js';
import type { ServerMetrics } from './serverMetrics.js';

const milliseconds = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): string => `${Math.round(quantile(sorted, q))} ms`;
  return sorted.length === 0 ? '–' : `${at(0.5)} (median), ${at(0.95)} (95th percentile)`;
};

const percent = (part: number, all: number): string => (all === 0 ? '–' : `${Math.round((100 * part) / all)} %`);
const tenth = (value: number): string => value.toFixed(1);

/** The figures of a load test as a table in Markdown. */
export function loadReport(options: LoadTestOptions, counts: LoadCounts, metrics: ServerMetrics | undefined): string {
  const { keys, typingMs, streams, fromCache, accepted, answered, continued, overtaken } = counts;
  const typingMinutes = typingMs / 60_000;
  const completions = answered + continued + overtaken;
  const prompt = metrics && metrics.computed + metrics.cached;
  const rows: [string, string][] = [
    ['users, each typing', `${options.users}, ${percent(options.typingShare, 1)} of the time`],
    ['keys', `${keys} in ${options.minutes} minutes, ${accepted} of them accepted a suggestion`],
    ['requests per minute of typing', tenth(streams / typingMinutes)],
    ['requests per key', (streams / Math.max(1, keys)).toFixed(2)],
    ['keys that needed no request: suggestion still shown', percent(fromCache, keys)],
    ['answers from the stream of an earlier key', percent(continued, completions)],
    ['requests that a later key cancelled', percent(overtaken, completions)],
    ['request to first token', milliseconds(counts.firstPartMs)],
    ['key to complete answer, with debounce', milliseconds(counts.keyToAnswerMs)],
    ['errors', [...counts.errors].map(([kind, count]) => `${count} × ${kind}`).join('; ') || '0'],
  ];
  if (metrics && prompt !== undefined) {
    rows.push(
      ['prompt tokens from the server’s cache', percent(metrics.cached, prompt)],
      ['prompt tokens computed per key', tenth(metrics.computed / Math.max(1, keys))],
      ['tokens generated per key', tenth(metrics.generated / Math.max(1, keys))],
    );
  }
  return rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
}
