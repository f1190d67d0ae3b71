import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { FileLock, type LockTime } from '../../../src/files/fileLock.js';
import { bundle, ended, endedPid, firstOutput, folderOfTest, start } from './support/processes.js';

const hostOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 8);
const thisHost = hostOf(hostname());
const otherHost = hostOf('another machine');

const fileIn = (folder: string): string => join(folder, 'count.lock');

/** Plants the file of an owner. */
function plant(folder: string, host: string, pid: number, start = '0'): string {
  const file = `${fileIn(folder)}.${host}-${pid}-${start}-1`;
  writeFileSync(file, '');
  return file;
}

const setTime = (file: string, year: number): void => utimesSync(file, new Date(year, 1, 1), new Date(year, 1, 1));

/** A double of the time: an owner that cannot be checked is watched for 10 seconds, which no test should take. */
function timeOfTest(onWait: () => void = () => undefined): LockTime {
  let nowMs = 0;
  return {
    now: () => nowMs,
    wait: (ms) => {
      nowMs += ms;
      onWait();
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}

describe('a lock', () => {
  test('has one owner at a time in one process, and leaves nothing', async () => {
    const folder = folderOfTest();
    let owners = 0;
    let done = 0;
    const contenders = Array.from({ length: 8 }, () => new FileLock(fileIn(folder)));
    await Promise.all(
      contenders.map((lock) =>
        lock.run(60_000, async () => {
          expect(++owners).toBe(1);
          await new Promise(setImmediate);
          owners--;
          done++;
        }),
      ),
    );
    expect(done).toBe(8);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('has one owner at a time in several processes', async () => {
    const folder = folderOfTest();
    const script = await bundle('countUnderLock');
    const file = join(folder, 'count');
    writeFileSync(file, '0');
    const children = Array.from({ length: 4 }, () => start(process.execPath, [script, file, '25']));
    expect(await Promise.all(children.map(ended))).toEqual(Array(4).fill({ code: 0, output: '' }));
    expect(readFileSync(file, 'utf8')).toBe('100');
    expect(readdirSync(folder)).toEqual(['count']);
  });

  test('is held while its owner runs, and free at once when the owner is killed', async () => {
    const folder = folderOfTest();
    const child = start(process.execPath, [await bundle('holdLock'), fileIn(folder)]);
    await firstOutput(child);
    const lock = new FileLock(fileIn(folder));
    expect(await lock.owner()).toBe('another process');
    expect(await lock.acquire(0)).toBeUndefined();
    const end = ended(child);
    child.kill('SIGKILL');
    await end;
    const release = await lock.acquire(0);
    expect(await lock.owner()).toBe('this process');
    await release!();
    await release!();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is free when a task fails', async () => {
    const lock = new FileLock(fileIn(folderOfTest()));
    await expect(lock.run(0, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room');
    expect(await lock.run(0, () => Promise.resolve('done'))).toBe('done');
  });

  test('is independent of the locks of files with a similar name', async () => {
    const folder = folderOfTest();
    await new FileLock(join(folder, 'count.lock.old')).acquire(0);
    expect(await new FileLock(fileIn(folder)).acquire(0)).toBeDefined();
  });
});

describe('a lock that an ended process has left', () => {
  test.each([1980, 2100])('is free at once, though its time is in %i', async (year) => {
    const folder = folderOfTest();
    setTime(plant(folder, thisHost, endedPid()), year);
    expect(await new FileLock(fileIn(folder)).acquire(0)).toBeDefined();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test.skipIf(process.platform !== 'linux')('is free at once when another process has its id now', async () => {
    const folder = folderOfTest();
    plant(folder, thisHost, process.ppid, '12345');
    expect(await new FileLock(fileIn(folder)).acquire(0)).toBeDefined();
  });

  test.each([1980, 2100])(
    'is free after 10 seconds of watching where the process cannot be checked, though its time is in %i',
    async (year) => {
      const folder = folderOfTest();
      setTime(plant(folder, otherHost, 1), year);
      const time = timeOfTest();
      expect(await new FileLock(fileIn(folder), time).acquire(9000)).toBeUndefined();
      const release = await new FileLock(fileIn(folder), time).acquire(20_000);
      expect(release).toBeDefined();
      expect(time.now()).toBeLessThan(20_000);
    },
  );

  test('is free after several short tries as well', async () => {
    const folder = folderOfTest();
    plant(folder, otherHost, 1);
    const lock = new FileLock(fileIn(folder), timeOfTest());
    let tries = 0;
    while (!(await lock.acquire(2000))) expect(++tries).toBeLessThan(10);
    expect(tries).toBeGreaterThan(2);
  });
});

describe('a lock whose owner cannot be checked', () => {
  test('is held for as long as its time changes, also when the clock is set back', async () => {
    const folder = folderOfTest();
    const file = plant(folder, otherHost, 1);
    let year = 2090;
    const beating = timeOfTest(() => setTime(file, year--));
    expect(await new FileLock(fileIn(folder), beating).acquire(2000)).toBeUndefined();
    expect(year).toBeLessThan(2090);
    expect(await new FileLock(fileIn(folder), beating).owner()).toBe('unverified process');
  });

  test('is not free because the machine slept', async () => {
    const folder = folderOfTest();
    plant(folder, otherHost, 1);
    let nowMs = 0;
    const sleeping: LockTime = { ...timeOfTest(), now: () => nowMs };
    const lock = new FileLock(fileIn(folder), sleeping);
    expect(await lock.owner()).toBe('unverified process');
    nowMs = 8 * 3600_000;
    expect(await lock.owner()).toBe('unverified process');
  });

  test('has a heartbeat', async () => {
    const folder = folderOfTest();
    const release = await new FileLock(fileIn(folder)).acquire(0);
    const file = join(folder, readdirSync(folder)[0]!);
    setTime(file, 2100);
    await vi.waitFor(() => expect(statSync(file).mtime.getFullYear()).toBeLessThan(2100), 30_000);
    await release!();
  });
});
