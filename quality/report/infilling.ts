import { markdownTable } from '../../bench/report/markdown.js';
import type { QualitySummary } from '../results.js';
import { percentText } from './figures.js';

export function infillingText(rows: QualitySummary['infilling']): string {
  const cells = rows.map(({ kind, variant, count, exact, passed, error }) => [
    `${kind}, ${variant}`,
    String(count),
    percentText(exact),
    `${percentText(passed)} ± ${percentText(error)}`,
  ]);
  return `### HumanEval-Infilling\n\n${markdownTable(['', 'tasks', 'exact, %', 'tests pass, %'], cells)}`;
}
