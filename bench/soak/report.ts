import { quantile } from '../statistics.js';
import type { MemorySample } from './sample.js';
import type { StepName } from './stepPlan.js';
import { warmUpTenths, type Course } from './tenths.js';

const columns = (name: string, cells: readonly string[], last: string): string =>
  `${name.padEnd(28)}${cells.map((cell) => cell.padStart(7)).join('')}  ${last}\n`;

const number = (value: number | undefined, digits: number): string =>
  value === undefined ? '' : value.toFixed(digits);

function line({ figure: { name, unit, bound }, tenths, growth, isExceeded }: Course): string {
  const digits = unit === 'MB' ? 1 : 0;
  const verdict =
    growth === undefined
      ? 'not measured'
      : `${growth > 0 ? '+' : ''}${growth.toFixed(digits)} of at most +${bound}${isExceeded ? '  TOO MUCH' : ''}`;
  return columns(
    unit === '' ? name : `${name}, ${unit}`,
    tenths.map((value) => number(value, digits)),
    verdict,
  );
}

/** The measurements of a run. */
export interface Run {
  readonly steps: Readonly<Partial<Record<StepName, number>>>;
  /** By tenth. */
  readonly samples: readonly (readonly MemorySample[])[];
  readonly latenciesMs: readonly (readonly number[])[];
}

/** The run as a table with a column for each tenth. */
export function report({ steps, latenciesMs }: Run, courses: readonly Course[]): string {
  const sorted = latenciesMs.map((some) => [...some].sort((a, b) => a - b));
  const latency = (q: number): string[] => sorted.map((some) => (some.length > 0 ? quantile(some, q).toFixed(1) : ''));
  const total = Object.values(steps).reduce((sum, count) => sum + count, 0);
  const counts = Object.entries(steps)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`);
  return [
    `${total} steps: ${counts.join(', ')}\n\n`,
    columns(
      'tenth of the run',
      latenciesMs.map((_, i) => String(i + 1)),
      `growth after the first ${warmUpTenths}`,
    ),
    ...courses.map(line),
    columns(
      'keys',
      latenciesMs.map(({ length }) => String(length)),
      '',
    ),
    columns('latency of a key, median ms', latency(0.5), 'not judged'),
    columns('latency of a key, 95 % ms', latency(0.95), 'not judged'),
  ].join('');
}
