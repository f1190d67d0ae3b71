import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const nameOfLock = 'download.lock';
const refreshMs = 10_000;
/** A lock that was not refreshed for that long is left over from an editor that ended. */
const staleMs = 45_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether another window downloads into this folder. */
export async function isLocked(folder: string): Promise<boolean> {
  const file = join(folder, nameOfLock);
  try {
    const pid = Number(await readFile(file, 'utf8'));
    const isFresh = Date.now() - (await stat(file)).mtimeMs < staleMs;
    return isFresh && pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}

/**
 * Keeps other windows from downloading into a folder at the same time: they share it.
 *
 * @returns undefined if another window was first; else what ends the lock.
 */
export async function lock(folder: string): Promise<(() => Promise<void>) | undefined> {
  if (await isLocked(folder)) return undefined;
  const file = join(folder, nameOfLock);
  await writeFile(file, String(process.pid));
  // The folder may go while a refresh is under way; then there is nothing left to keep.
  const timer = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), refreshMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await rm(file, { force: true });
  };
}
