import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countsOf } from '../../../src/core/statistics/counts.js';
import { total, type Statistics } from '../../../src/core/statistics/statistics.js';
import { bundle, ended, firstOutput, start } from '../files/support/processes.js';
import { StatisticsStore } from '../../../src/editor/statistics/store.js';

const one: Statistics = [{ day: '2026-11-25', language: 'go', model: 'small', ...countsOf({ kind: 'shown' }) }];

let folder: string;
let file: string;
let damages: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statistics-'));
  file = join(folder, 'storage', 'statistics.json');
  damages = 0;
});

afterEach(() => rm(folder, { recursive: true }));

const open = (): StatisticsStore => new StatisticsStore(file, () => damages++);

describe('the store of the statistics', () => {
  it('is empty before anything was counted', async () => expect(await open().read()).toEqual([]));

  it('gives back what was added', async () => {
    const store = open();
    await store.add(one);
    await store.add(one);
    expect(total(await open().read()).shown).toBe(2);
    expect(await readdir(join(folder, 'storage'))).toEqual(['statistics.json']);
  });

  it('loses nothing when several windows write at the same time', async () => {
    const windows = Array.from({ length: 8 }, open);
    await Promise.all(windows.map((store) => store.add(one)));
    expect(total(await open().read()).shown).toBe(8);
  });

  it('begins anew where the file is damaged, and says so', async () => {
    await open().add(one);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -9));
    await open().add(one);
    expect(damages).toBe(1);
    expect(total(await open().read()).shown).toBe(1);
  });

  it.each(['1970-01-01', '2099-01-01'])('loses nothing when the clock says %s for some saves', async (day) => {
    await open().add(one);
    for (let save = 0; save < 3; save++) await open().add([{ ...one[0]!, day }]);
    await open().add(one);
    const rows = await open().read();
    expect(rows.find((row) => row.day === '2026-11-25')?.shown).toBe(2);
  });

  it.each([1980, 2100])('goes on where another window ended while it was writing, by its clock in %i', async (year) => {
    await open().add(one);
    const script = await bundle('holdLock');
    const other = start(process.execPath, [script, `${file}.lock`]);
    await firstOutput(other);
    const [, lock] = await readdir(join(folder, 'storage'));
    await utimes(join(folder, 'storage', lock!), new Date(year, 1, 1), new Date(year, 1, 1));
    const end = ended(other);
    other.kill('SIGKILL');
    await end;
    await open().add(one);
    expect(total(await open().read()).shown).toBe(2);
    expect(await readdir(join(folder, 'storage'))).toEqual(['statistics.json']);
  });

  it('is empty after a reset', async () => {
    await open().add(one);
    await open().reset();
    expect(await open().read()).toEqual([]);
    await open().reset();
  });
});
