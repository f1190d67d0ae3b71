import { markdownTable, milliseconds, percentText } from '../../bench/report/markdown.js';
import { eagernesses, precisions } from '../../src/core/suggest/confidence/thresholds.js';
import { holeKinds } from '../holes/kinds.js';
import type { HoleSummary, TrustSummary, VariantSummary } from '../holes/summary.js';
import { measuredLanguages } from '../repositories.js';

type Summaries = Readonly<Record<string, VariantSummary>>;

const exactOf = (summary: HoleSummary | undefined): string =>
  summary ? `${percentText(summary.exact)} ± ${percentText(summary.error)}` : '';

/**
 * Exact matches by kind, and for the rest of a line by language.
 *
 * @param betterAlone the better answer of the two parts alone at each hole: an additional row of exact matches.
 */
export function holesText(summaries: Summaries, betterAlone?: VariantSummary): string {
  const better = betterAlone ? { 'better of both alone': betterAlone } : {};
  const rows = Object.entries({ ...summaries, ...better }).map(([name, { kinds, languages: byLanguage }]) => [
    name,
    ...holeKinds.map((kind) => exactOf(kinds[kind])),
    ...measuredLanguages.map((language) => (byLanguage[language] ? percentText(byLanguage[language].exact) : '')),
  ]);
  const counts = Object.values(summaries)[0]!;
  const titles = holeKinds.map((kind) => `${kind} (${counts.kinds[kind]?.count ?? 0})`);
  const head = [
    'exact, %',
    ...titles,
    ...measuredLanguages.map((language) => `rest, ${language} (${counts.languages[language]?.count ?? 0})`),
  ];
  const similarities = Object.entries(summaries).map(([name, { kinds }]) => [
    name,
    ...holeKinds.map((kind) => (kinds[kind] ? percentText(kinds[kind].similarity) : '')),
  ]);
  return [
    `### Holes\n\n${markdownTable(head, rows)}`,
    markdownTable(['similarity, %', ...holeKinds], similarities),
    `### Calibration of the confidence: rest of line, line, brackets\n\n${trustText(summaries, ({ trust }) => trust)}`,
    `### Calibration of the confidence: rest of line\n\n${trustText(summaries, ({ trustRestOfLine }) => trustRestOfLine)}`,
  ].join('\n\n');
}

function trustText(summaries: Summaries, of: (summary: VariantSummary) => TrustSummary): string {
  const head = [
    'precision, %',
    '20 % shown',
    '30 % shown',
    '50 % shown',
    'as shipped',
    'share shown',
    'calibration error',
    'answered by the workspace alone',
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

/** Precision and share shown for each value of the setting. */
export function precisionText({ thresholds }: TrustSummary): string {
  const rows = eagernesses.map((eagerness) => {
    const { shown, precision } = thresholds[eagerness];
    return [eagerness, percentText(precisions[eagerness]), percentText(precision), percentText(shown)];
  });
  const head = ['', 'target, %', 'right to the end of the shown text, %', 'shown, %'];
  return `### Eagerness: rest of line, line, brackets\n\n${markdownTable(head, rows)}`;
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
