import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { bundleProgram } from '../../../support/bundle.js';

export type Child = ChildProcessByStdio<null, Readable, Readable>;

/** An empty folder that is removed when the test ends. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bundles a script of this folder into a folder of the test, for processes of their own. */
export const bundle = (name: string): Promise<string> =>
  bundleProgram(join(import.meta.dirname, `${name}.ts`), join(folderOfTest(), `${name}.cjs`));

/** Starts a process that ends with the test at the latest. */
export function start(command: string, args: readonly string[]): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits for the end of a process and returns everything that it printed. */
export function ended(child: Child): Promise<{ code: number | null; output: string }> {
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

/** Waits until a process has printed a line. */
export const firstOutput = (child: Child): Promise<string> =>
  new Promise((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));

/** The id of a process that has ended. */
export const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
