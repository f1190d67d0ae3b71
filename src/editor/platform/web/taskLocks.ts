import type { LockManager } from './browser.js';

/** Lets one task with a name run at a time. */
export interface TaskLocks {
  run<T>(name: string, task: () => Promise<T>): Promise<T>;
}

/**
 * Locks shared by the windows of a browser. Browsers have none for pages from plain http addresses other than localhost:
 * there, tasks of the same window alone wait for each other, and of two windows that write at once the later one wins.
 */
export function webLocks(manager: LockManager | undefined): TaskLocks {
  return manager ? { run: (name, task) => manager.request(name, task) } : new WindowLocks();
}

class WindowLocks implements TaskLocks {
  private readonly last = new Map<string, Promise<unknown>>();

  run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const result = (this.last.get(name) ?? Promise.resolve()).then(task);
    // The caller gets the error; the next task only waits for the end.
    this.last.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  }
}
