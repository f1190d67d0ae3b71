import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Accuracy, StartedMachine } from '../../machines/machine';

/** The machine that `test/platforms.mjs` has started. */
export const machine = JSON.parse(readFileSync(process.env.INKLING_PLATFORM!, 'utf8')) as StartedMachine & {
  readonly target: string;
  readonly accuracy: Accuracy;
};

/** The unpacked package. */
export const extension = join(machine.dir, 'extension');

/** A path as the machine's programs see it. */
export const pathThere = (path: string): string =>
  machine.driveC === undefined ? path : `C:\\${relative(machine.driveC, path).replaceAll('/', '\\')}`;

/** The output of a program. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const longestMs = 380_000;
let runs = 0;

async function run(command: readonly string[], env: Readonly<Record<string, string>>, input: string): Promise<Ended> {
  const logs = join(machine.dir, '..', 'logs');
  mkdirSync(logs, { recursive: true });
  const name = join(logs, String(++runs));
  writeFileSync(`${name}.in`, input);
  // Files, because under Wine Node cannot open a pipe.
  const stdio = [openSync(`${name}.in`, 'r'), openSync(`${name}.out`, 'w'), openSync(`${name}.err`, 'w')];
  const child = spawn(command[0]!, command.slice(1), {
    cwd: machine.dir,
    env: { ...process.env, ...env },
    stdio,
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const file of stdio) closeSync(file);
  return { code, out: readFileSync(`${name}.out`, 'utf8'), err: readFileSync(`${name}.err`, 'utf8') };
}

/** Runs a script with the machine's Node. */
export const foreign = (script: string, args: readonly string[], input = ''): Promise<Ended> =>
  run([...machine.command, pathThere(script), ...args], machine.env, input);

/** Runs a script with this Node. */
export const native = (script: string, args: readonly string[], input = ''): Promise<Ended> =>
  run([process.execPath, script, ...args], {}, input);
