import { table } from '../../bench/report/markdown.js';
import type { Summary } from '../results.js';
import { percent } from './figures.js';

export function infillingText(rows: Summary['infilling']): string {
  const cells = rows.map(({ kind, variant, count, exact, passed, error }) => [
    `${kind}, ${variant}`,
    String(count),
    percent(exact),
    `${percent(passed)} ± ${percent(error)}`,
  ]);
  return `### HumanEval-Infilling\n\n${table(['', 'tasks', 'exact, %', 'tests pass, %'], cells)}`;
}
