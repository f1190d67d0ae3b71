import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A write takes milliseconds: a lock that old is left over from an editor that ended. */
const staleMs = 10_000;
const attempts = 40;
const pauseMs = 50;

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function removeStale(file: string): Promise<void> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs > staleMs) await rm(file, { force: true });
  } catch {
    // It has gone meanwhile.
  }
}

/**
 * Does something that no other window may do at the same time.
 *
 * @param file lies there meanwhile.
 * @throws if another window takes seconds over it.
 */
export async function withLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      await (await open(file, 'wx')).close();
      break;
    } catch (error) {
      if (!isThere(error) || attempt === attempts) throw error;
      await removeStale(file);
      await pause(pauseMs);
    }
  }
  try {
    return await task();
  } finally {
    await rm(file, { force: true });
  }
}
