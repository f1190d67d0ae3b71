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

export interface Options {
  /** Where to write what was measured as JSON. */
  readonly json?: string;
  /** With the shape of a model of half a gigabyte. */
  readonly large: boolean;
  /** A tenth of the repetitions: to see that everything runs, not for figures. */
  readonly quick: boolean;
  readonly cases: ReadonlySet<CaseName>;
}

const usage = `npm run bench -- [--json FILE] [--large] [--quick] [--only ${caseNames.join(',')}]`;

/** @throws Error that says how to call the command. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      large: { type: 'boolean' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
    },
  });
  const wanted = values.only?.split(',') ?? caseNames;
  const unknown = wanted.filter((name) => !caseNames.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`There is no case ${unknown.join(', ')}.\n${usage}`);
  return {
    ...(values.json === undefined ? {} : { json: values.json }),
    large: values.large ?? false,
    quick: values.quick ?? false,
    cases: new Set(wanted as CaseName[]),
  };
}
