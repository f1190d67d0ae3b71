import { markdownTable } from '../../bench/report/markdown.js';
import { eagernesses, precisions } from '../../src/core/suggest/confidence/thresholds.js';
import { holeKinds } from '../holes/kinds.js';
import type { HoleSummary, TrustSummary, VariantSummary } from '../holes/summary.js';
import { measuredLanguages } from '../repositories.js';
import { milliseconds, percentText } from './figures.js';

type Summaries = Readonly<Record<string, VariantSummary>>;

const exactOf = (summary: HoleSummary | undefined): string =>
  summary ? `${percentText(summary.exact)} ± ${percentText(summary.error)}` : '';

/**
 * Exact matches by kind, and of the rest of line by language.
 *
 * @param betterAlone the better of the two alone at each hole: a row more among the exact ones.
 */
export function holesText(summaries: Summaries, betterAlone?: VariantSummary): string {
  const better = betterAlone ? { 'the better of both alone': betterAlone } : {};
  const rows = Object.entries({ ...summaries, ...better }).map(([name, { kinds, languages: byLanguage }]) => [
    name,
    ...holeKinds.map((kind) => exactOf(kinds[kind])),
    ...measuredLanguages.map((language) => (byLanguage[language] ? percentText(byLanguage[language].exact) : '')),
  ]);
  const counts = Object.values(summaries)[0]!;
  const titled = holeKinds.map((kind) => `${kind} (${counts.kinds[kind]?.count ?? 0})`);
  const head = [
    'exact, %',
    ...titled,
    ...measuredLanguages.map((language) => `rest, ${language} (${counts.languages[language]?.count ?? 0})`),
  ];
  const alike = Object.entries(summaries).map(([name, { kinds }]) => [
    name,
    ...holeKinds.map((kind) => (kinds[kind] ? percentText(kinds[kind].similarity) : '')),
  ]);
  return [
    `### Holes\n\n${markdownTable(head, rows)}`,
    markdownTable(['similarity, %', ...holeKinds], alike),
    `### How far the confidence can be trusted: rest of line, line, brackets\n\n${trustText(summaries, ({ trust }) => trust)}`,
    `### The same, rest of line alone\n\n${trustText(summaries, ({ trustRestOfLine }) => trustRestOfLine)}`,
  ].join('\n\n');
}

function trustText(summaries: Summaries, of: (summary: VariantSummary) => TrustSummary): string {
  const head = [
    'precision, %',
    '20 % shown',
    '30 % shown',
    '50 % shown',
    'as shipped',
    'of so many shown',
    'calibration error',
    'workspace alone sure',
    'of these exact',
    'cold, p50',
    'p95',
  ];
  const rows = Object.entries(summaries).map(([name, summary]) => {
    const { precision, shown, precisionShown, calibrationError } = of(summary);
    const shares = [precision['20'], precision['30'], precision['50'], precisionShown, shown, calibrationError];
    const { p50, p95 } = summary.latencyMs;
    const rest = [percentText(summary.sure), percentText(summary.sureExact), milliseconds(p50), milliseconds(p95)];
    return [name, ...shares.map(percentText), ...rest];
  });
  return markdownTable(head, rows);
}

/** What each word of the setting shows, beside what it means. */
export function precisionText({ thresholds }: TrustSummary): string {
  const rows = eagernesses.map((level) => {
    const { shown, precision } = thresholds[level];
    return [level, percentText(precisions[level]), percentText(precision), percentText(shown)];
  });
  const head = ['', 'meant, %', 'right to the end of what is shown, %', 'shown, %'];
  return `### Levels: rest of line, line, brackets\n\n${markdownTable(head, rows)}`;
}

/** The reliability curve. */
export function reliabilityText({ bins }: TrustSummary): string {
  const rows = bins.map(({ from, count, confidence, right }) => [
    `${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}`,
    String(count),
    percentText(confidence),
    percentText(right),
  ]);
  return `### Reliability: rest of line, line, brackets\n\n${markdownTable(['confidence', 'answers', 'mean confidence, %', 'exact, %'], rows)}`;
}
