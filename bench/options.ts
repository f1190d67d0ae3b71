import { parseArgs } from 'node:util';

export const caseNames = [
  'agreement',
  'start',
  'cold',
  'keystroke',
  'throughput',
  'speculation',
  'overhead',
  'shapes',
] as const;
export type CaseName = (typeof caseNames)[number];

export interface BenchOptions {
  /** File for the measurements as JSON. */
  readonly json?: string;
  /** Whether to measure the shape of a model of half a gigabyte as well. */
  readonly large: boolean;
  /** A tenth of the repetitions: to check that everything runs, not for figures. */
  readonly quick: boolean;
  /** Numbers of threads to measure with. */
  readonly threads: readonly number[];
  readonly cases: ReadonlySet<CaseName>;
}

const usage = `npm run bench -- [--json FILE] [--large] [--quick] [--threads 1,2] [--only ${caseNames.join(',')}]`;

/** Reads the command's arguments. @throws Error with the usage. */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      threads: { type: 'string', default: '1,2' },
      large: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
    },
  });
  const wanted = values.only?.split(',') ?? caseNames;
  const unknown = wanted.filter((name) => !caseNames.some((caseName) => caseName === name));
  if (unknown.length > 0) throw new Error(`Unknown case: ${unknown.join(', ')}.\n${usage}`);
  const threads = values.threads.split(',').map(Number);
  if (!threads.every((count) => Number.isInteger(count) && count > 0)) {
    throw new Error(`--threads must be a list of numbers from 1 on, such as 1,2.\n${usage}`);
  }
  return {
    ...(values.json === undefined ? {} : { json: values.json }),
    large: values.large ?? false,
    quick: values.quick ?? false,
    threads,
    cases: new Set(wanted as CaseName[]),
  };
}
