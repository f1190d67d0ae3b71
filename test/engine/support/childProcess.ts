import { spawn } from 'node:child_process';
import { buildCommand, buildScript, buildWorker, repository } from './build.js';

/** The end of a process. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a script of this folder in a separate process.
 *
 * @param env all of its environment: none of the test's own, which silences the runtime already.
 * @param maxOpenFiles how many file descriptors it may have; not on Windows.
 */
export async function runScript(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  maxOpenFiles?: number,
): Promise<Ended> {
  const script = await buildScript(name);
  buildWorker();
  const command = [process.execPath, script, ...args];
  const limited = ['sh', '-c', `ulimit -n ${maxOpenFiles} && exec "$@"`, 'sh', ...command];
  return run(maxOpenFiles === undefined ? command : limited, { PATH: process.env.PATH, ...env });
}

/** Runs the terminal's command in the repository. @param input its standard input. */
export function runCommand(args: readonly string[], input: string | Uint8Array = ''): Promise<Ended> {
  return run([process.execPath, buildCommand(), ...args], process.env, input);
}

function run(
  [file, ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string | Uint8Array = '',
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(file!, args, { env, cwd: repository });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    child.stdin.end(input);
  });
}
