import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RetriedTask } from '../../../src/editor/retriedTask.js';
import { keptFile } from '../files/support/keptFiles.js';
import { folderOfTest } from '../files/support/processes.js';

const pace = { afterMs: 1000, maxMs: 6000 };

describe('a task that is tried again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A double of a save, which fails at the given tries, the first one being 1. */
  function failing(...tries: number[]) {
    const startMs = Date.now();
    const triedMs: number[] = [];
    const told: string[] = [];
    const task = new RetriedTask(
      () => {
        triedMs.push(Date.now() - startMs);
        return tries.includes(triedMs.length)
          ? Promise.reject(new Error(`failure ${triedMs.length}`))
          : Promise.resolve();
      },
      pace,
      (error) => told.push(String(error)),
    );
    return { task, triedMs, told };
  }

  it('runs once for all that ask in the meantime', async () => {
    const { task, triedMs } = failing();
    for (let i = 0; i < 3; i++) task.later();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triedMs).toEqual([1000]);
  });

  it('runs until it succeeds, with pauses that double up to a limit, and tells the first failure', async () => {
    const { task, triedMs, told } = failing(1, 2, 3, 4);
    task.later();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triedMs).toEqual([1000, 3000, 7000, 13_000, 19_000]);
    expect(told).toEqual(['Error: failure 1']);
  });

  it('tells the next failure after a success', async () => {
    const { task, told } = failing(1, 3);
    await task.now();
    await vi.advanceTimersByTimeAsync(60_000);
    await task.now();
    expect(told).toEqual(['Error: failure 1', 'Error: failure 3']);
  });

  it('does not run sooner for what asks after a failure', async () => {
    const { task, triedMs } = failing(1, 2);
    task.later();
    await vi.advanceTimersByTimeAsync(1500);
    task.later();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triedMs).toEqual([1000, 3000, 7000]);
  });

  it('runs once more after the run that is under way when it is asked for meanwhile', async () => {
    const runs: (() => void)[] = [];
    const task = new RetriedTask(
      () => new Promise<void>((resolve) => runs.push(resolve)),
      pace,
      () => undefined,
    );
    const first = task.now();
    void task.now();
    void task.now();
    expect(runs).toHaveLength(1);
    runs[0]!();
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    runs[1]!();
    await first;
    expect(runs).toHaveLength(2);
  });

  it('runs no more once it is disposed, also when it fails afterwards', async () => {
    const { task, triedMs, told } = failing(1);
    const last = task.now();
    task.dispose();
    await last;
    task.later();
    await vi.advanceTimersByTimeAsync(60_000);
    expect({ triedMs, told }).toEqual({ triedMs: [0], told: [] });
  });
});

it.each(['index', 'statistics', 'download state'] as const)(
  'saves the %s once there is a place for it',
  async (name) => {
    const folder = join(folderOfTest(), 'storage');
    // A file where the folder should be: no save succeeds, for root as well.
    await writeFile(folder, '');
    const file = keptFile(name);
    const told: unknown[] = [];
    const task = new RetriedTask(
      () => file.save(folder),
      { afterMs: 1, maxMs: 20 },
      (error) => told.push(error),
    );
    onTestFinished(() => task.dispose());
    await task.now();
    await rm(folder);
    // The retry that comes first makes it, too.
    await mkdir(folder, { recursive: true });
    await vi.waitFor(async () => expect(await file.read(folder)).toBe(true), 30_000);
    expect(told).toHaveLength(1);
  },
);
