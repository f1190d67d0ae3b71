import { markdownTable, milliseconds, percentText } from '../../bench/report/markdown.js';
import type { QualitySummary } from '../results.js';

/** The texts of "Generate" by kind of case; shares of what was offered. */
export function generateText(summaries: QualitySummary['generate']): string {
  const rows = Object.entries(summaries).map(([kind, one]) => [
    kind,
    String(one.count),
    ...[one.offered, one.parses, one.inside, one.complete, one.undeclared, one.repeats, one.copies].map(percentText),
    ...[one.similarity, one.kept, one.wholeKept].map(percentText),
    milliseconds(one.latencyMs.p50),
    milliseconds(one.latencyMs.p95),
  ]);
  const head = [
    '%',
    'cases',
    'offered',
    'parses',
    'inside',
    'complete',
    'undeclared names',
    'repeats',
    'copies',
    'similarity',
    'worth keeping',
    'worth keeping as a whole',
    'p50',
    'p95',
  ];
  return `### Generate\n\n${markdownTable(head, rows)}`;
}
