import { readFile } from 'node:fs/promises';

/** A process as file names tell it: its id, and when it started where the system says so. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in the system's own unit; `0` where it is unknown. Tells apart two processes with the same id. */
  readonly start: string;
}

/** Fields of `/proc/<pid>/stat` after the name, which may itself contain spaces and brackets. */
const startField = 19;

/** @returns `0` on systems without `/proc`, and for a process that has ended. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[startField] ?? '0';
  } catch {
    // Only Linux has this file. Without it the process id alone has to do.
    return '0';
  }
}

let ownStart: Promise<string> | undefined;

/**
 * The identity of this process. Its start is read once: an emulator (qemu) may answer each thread of Node's pool
 * otherwise, and a process that takes itself for another one would delete its own lock.
 */
export async function ownIdentity(): Promise<ProcessIdentity> {
  ownStart ??= startOf(process.pid);
  return { pid: process.pid, start: await ownStart };
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is running as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Checks a process of this machine.
 *
 * @returns `unsure` if a process has the id but the system does not say when it started: the id may have been reused.
 */
export async function processState({ pid, start }: ProcessIdentity): Promise<'running' | 'ended' | 'unsure'> {
  if (!hasProcess(pid)) return 'ended';
  const startNow = pid === process.pid ? (await ownIdentity()).start : await startOf(pid);
  if (start === '0' || startNow === '0') return pid === process.pid ? 'running' : 'unsure';
  return start === startNow ? 'running' : 'ended';
}
