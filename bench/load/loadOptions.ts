import { parseArgs } from 'node:util';
import { UserError } from '../../src/core/errors.js';

/** Options of a load test. */
export interface LoadTestOptions {
  readonly users: number;
  readonly minutes: number;
  readonly slots: number;
  readonly threads: number;
  /** The share of the time in which a user types. */
  readonly typingShare: number;
  readonly seed: number;
  /** An address instead of a llama-server that is started. */
  readonly server?: string;
}

export const loadUsage = `Simulates users who type at the same time, each with an engine that asks one inference server.

  npm run bench:load -- [--users N] [--minutes N] [--slots N] [--threads N] [--share N] [--seed N] [--server ADDRESS]
  --users N         how many (50)
  --minutes N       how long (2)
  --slots N         of llama-server: requests that it answers at once (8)
  --threads N       of llama-server (1)
  --share N         the share of the time in which a user types, 0 to 1 (0.25); the rest are pauses after lines
  --seed N          of the users' files and pauses (1)
  --server ADDRESS  a server that is running instead; without llama.cpp's metrics some figures are missing

Each user types a file of this repository, a key every 200 ms on average and at least 80 ms, and accepts a suggestion that
is right. Without --server, a llama-server is started with the built-in model's weights.
`;

/**
 * Reads the command's arguments.
 *
 * @returns undefined for `--help`.
 * @throws UserError that names the option.
 */
export function parseLoadOptions(args: readonly string[]): LoadTestOptions | undefined {
  const text = { type: 'string' } as const;
  const numbers = { users: text, minutes: text, slots: text, threads: text, share: text, seed: text } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: { ...numbers, server: text, help: { type: 'boolean' } } }));
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${loadUsage}`);
  }
  if (values.help) return undefined;
  const number = (name: keyof typeof numbers, otherwise: number): number => {
    const value = Number(values[name] ?? otherwise);
    if (!(value > 0)) throw new UserError(`--${name} must be a number above 0, not "${values[name]}".`);
    return value;
  };
  return {
    users: number('users', 50),
    minutes: number('minutes', 2),
    slots: number('slots', 8),
    threads: number('threads', 1),
    typingShare: Math.min(1, number('share', 0.25)),
    seed: number('seed', 1),
    ...(values.server === undefined ? {} : { server: values.server }),
  };
}
