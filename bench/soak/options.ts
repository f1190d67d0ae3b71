import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../src/core/errors.js';

export interface SoakOptions {
  readonly length: RunLength;
  readonly seed: number;
  /** File for all samples as JSON. */
  readonly json?: string;
}

/** The length of a run: a time, or a number of steps so that two runs do the same. */
export type RunLength =
  { readonly kind: 'minutes'; readonly minutes: number } | { readonly kind: 'steps'; readonly steps: number };

export const soakUsage = `Simulates hours of editing in minutes, through the real worker, to find leaks.

  npm run soak -- [--minutes N | --steps N] [--seed N] [--json FILE]
  --minutes N   how long to run (10); the same seed does the same steps, and a faster machine does more of them
  --steps N     how many steps to run, to compare two versions
  --seed N      of the random editing session (1)
  --json FILE   also write all samples

The documents are the repository's own sources. One user types, accepts, undoes, moves, switches documents, asks
explicitly, generates text, and cancels; files change in the index, which is saved and loaded; the model is loaded again
ten times at the start, and now and then. Memory, handles and latencies are printed for each tenth of the run. The first
four tenths are the warm-up: caches fill and the runtime's memory pools grow to their working size. The command fails
(exit status 1) if the last three tenths exceed the three after the warm-up by more than the bound given with each figure.
Runs of fewer than about 5,000 steps are all warm-up: their verdict says nothing.
`;

/**
 * Reads the command's arguments.
 *
 * @returns undefined for `--help`.
 * @throws UserError that names the option and its range.
 */
export function parseSoakOptions(args: readonly string[]): SoakOptions | undefined {
  const text = { type: 'string' } as const;
  const options = { minutes: text, steps: text, seed: text, json: text, help: { type: 'boolean' } } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${soakUsage}`);
  }
  if (values.help) return undefined;
  const { minutes = '10', steps, seed = '1', json } = values;
  if (values.minutes !== undefined && steps !== undefined) throw new UserError('Give --minutes or --steps, not both.');
  return {
    length:
      steps === undefined
        ? { kind: 'minutes', minutes: positive('minutes', minutes, Number.MIN_VALUE) }
        : { kind: 'steps', steps: positive('steps', steps, 100) },
    seed: positive('seed', seed, 0),
    ...(json === undefined ? {} : { json: resolve(json) }),
  };
}

function positive(name: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min || (name !== 'minutes' && !Number.isInteger(value)))
    throw new UserError(
      `--${name} must be a ${name === 'minutes' ? 'number above 0' : `whole number of at least ${min}`}, not "${text}".`,
    );
  return value;
}
