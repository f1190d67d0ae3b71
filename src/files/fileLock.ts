import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownIdentity, processState } from './processIdentity.js';

/** The clock and the random numbers of a lock. */
export interface LockTime {
  /** A clock in milliseconds that is never set. */
  now(): number;
  wait(ms: number): Promise<void>;
  /** A number from 0 to 1. */
  random(): number;
}

const systemTime: LockTime = {
  now: () => performance.now(),
  wait: (ms) => sleep(ms),
  random: () => Math.random(),
};

const pauseMs = 10;
const heartbeatMs = 1000;
/** An owner without a heartbeat for this long, while it was watched, has ended. */
const staleMs = 10_000;
/** A longer time between two looks may be the machine's sleep, in which no owner has a heartbeat. */
const longestGapMs = 500;

const hostTag = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** The owner of a lock, relative to this process. */
export type LockOwner =
  | 'this process'
  | 'another process'
  /** Another process that may have ended: it is on another machine, or the system does not say when it started. */
  | 'unverified process';

const mostCertain: readonly LockOwner[] = ['another process', 'unverified process', 'this process'];

/** Files of released locks that could not be removed then. */
const released = new Set<string>();

interface Watched {
  mtimeMs: number;
  unchangedMs: number;
  lookedAtMs: number;
}

/**
 * A lock between processes, and between parts of one process, in a folder that they share.
 *
 * Each contender creates its own file, whose name identifies it, then lists the folder: it has the lock if no
 * other contender is there, else it removes its file and tries again (the flag principle of Herlihy and Shavit). A name
 * is never used twice, so removing the file of an ended process cannot hit another one's lock, as it can with a single
 * file. No step compares a file's time with a clock: an owner on this machine has ended when its process has, and one
 * that cannot be checked when the time of its file has not changed for 10 seconds of watching.
 */
export class FileLock {
  private readonly folder: string;
  private readonly prefix: string;
  /** The owners that have to be watched, by the names of their files. Kept, so that several short tries add up. */
  private readonly watched = new Map<string, Watched>();

  /** @param file the prefix of the lock files' names. */
  constructor(
    file: string,
    private readonly time: LockTime = systemTime,
  ) {
    this.folder = dirname(file);
    this.prefix = `${basename(file)}.`;
  }

  /**
   * Runs a task that no other owner may run at the same time.
   *
   * @throws if another owner has the lock for `waitMs`; else as the file system or the task does.
   */
  async run<T>(waitMs: number, task: () => Promise<T>): Promise<T> {
    const release = await this.acquire(waitMs);
    if (!release) throw new Error(`Another process has kept ${join(this.folder, this.prefix)}* for ${waitMs} ms.`);
    try {
      return await task();
    } finally {
      await release();
    }
  }

  /**
   * Takes the lock, in a folder that is created if it is missing.
   *
   * @param waitMs how long to try if another owner has it; 0 tries once.
   * @returns what releases the lock, also when called more than once; undefined if another owner has it.
   */
  async acquire(waitMs: number): Promise<(() => Promise<void>) | undefined> {
    await mkdir(this.folder, { recursive: true });
    const endMs = this.time.now() + waitMs;
    for (;;) {
      const release = (await this.owner()) ? undefined : await this.tryAcquire();
      if (release || this.time.now() >= endMs) return release;
      await this.time.wait(pauseMs * (0.5 + this.time.random()));
    }
  }

  /**
   * Finds the owner of the lock, and removes the files of owners that have ended.
   *
   * @returns undefined if it is free.
   */
  owner(): Promise<LockOwner | undefined> {
    return this.ownerBeside(undefined);
  }

  private async ownerBeside(ownName: string | undefined): Promise<LockOwner | undefined> {
    const names = await this.names();
    for (const name of this.watched.keys()) if (!names.includes(name)) this.watched.delete(name);
    const owners = new Set<LockOwner>();
    for (const name of names) {
      if (name === ownName) continue;
      const owner = await this.ownerIn(name);
      if (owner) owners.add(owner);
      else await this.remove(name);
    }
    return mostCertain.find((owner) => owners.has(owner));
  }

  private async tryAcquire(): Promise<(() => Promise<void>) | undefined> {
    const { pid, start } = await ownIdentity();
    const name = `${this.prefix}${hostTag}-${pid}-${start}-${randomBytes(6).toString('hex')}`;
    const file = join(this.folder, name);
    const handle = await open(file, 'wx');
    let isMine = false;
    try {
      isMine = (await this.ownerBeside(name)) === undefined;
    } finally {
      if (!isMine) await release(handle, file);
    }
    if (!isMine) return undefined;
    const heartbeat = setInterval(() => void beat(handle), heartbeatMs);
    heartbeat.unref();
    let releasing: Promise<void> | undefined;
    return () => {
      clearInterval(heartbeat);
      return (releasing ??= release(handle, file));
    };
  }

  private async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
    released.delete(name);
  }

  private async names(): Promise<string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => ownerOf(name, this.prefix) !== undefined);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** @returns undefined if the owner has ended. */
  private async ownerIn(name: string): Promise<LockOwner | undefined> {
    if (released.has(name)) return undefined;
    const { host, pid, start } = ownerOf(name, this.prefix)!;
    if (host === hostTag) {
      const state = await processState({ pid, start });
      if (state === 'ended') return undefined;
      if (state === 'running') return pid === process.pid ? 'this process' : 'another process';
    }
    return (await this.hasNotChanged(name)) ? undefined : 'unverified process';
  }

  private async hasNotChanged(name: string): Promise<boolean> {
    let mtimeMs: number;
    try {
      ({ mtimeMs } = await stat(join(this.folder, name)));
    } catch (error) {
      if (isMissing(error)) return true;
      throw error;
    }
    const nowMs = this.time.now();
    const known = this.watched.get(name);
    if (known?.mtimeMs !== mtimeMs) {
      this.watched.set(name, { mtimeMs, unchangedMs: 0, lookedAtMs: nowMs });
      return false;
    }
    known.unchangedMs += Math.min(nowMs - known.lookedAtMs, longestGapMs);
    known.lookedAtMs = nowMs;
    return known.unchangedMs >= staleMs;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** @returns undefined for a file that is no lock. */
function ownerOf(name: string, prefix: string): { host: string; pid: number; start: string } | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const [, host, pid, start] = /^([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]+$/.exec(name.slice(prefix.length)) ?? [];
  return host === undefined ? undefined : { host, pid: Number(pid), start: start! };
}

/** A heartbeat for processes that cannot check this one: only that the time changes counts. */
async function beat(handle: FileHandle): Promise<void> {
  try {
    const now = new Date();
    await handle.utimes(now, now);
  } catch {
    // The disk may have gone, or the lock was just released: at worst the lock looks stale.
  }
}

async function release(handle: FileHandle, file: string): Promise<void> {
  await handle.close();
  try {
    await rm(file, { force: true });
  } catch {
    // The task is done all the same. The next contender in this process removes the file, or says why it cannot.
    released.add(basename(file));
  }
}
