import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countsOf } from '../../../../src/core/statistics/counts.js';
import { total, type Statistics } from '../../../../src/core/statistics/statistics.js';
import { bundle, ended, firstOutput, start } from '../../files/support/processes.js';
import { nodeStoredFiles } from '../../../../src/editor/platform/node/storedFiles.js';
import { StatisticsStore, type StoreProblem } from '../../../../src/editor/statistics/store.js';

const one: Statistics = [{ day: '2026-11-25', language: 'go', model: 'small', ...countsOf({ kind: 'shown' }) }];

let folder: string;
let file: string;
let problems: StoreProblem[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statistics-'));
  file = join(folder, 'storage', 'statistics.json');
  problems = [];
});

afterEach(() => rm(folder, { recursive: true }));

const open = (): StatisticsStore =>
  new StatisticsStore(nodeStoredFiles(join(folder, 'storage')), (problem) => problems.push(problem));

describe('the statistics store', () => {
  it('is empty before anything was counted', async () => expect(await open().read()).toEqual([]));

  it('returns what was added', async () => {
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

  /** Cuts the file off. @returns what is left of it. */
  async function damage(): Promise<string> {
    const text = (await readFile(file, 'utf8')).slice(0, -9);
    await writeFile(file, text);
    return text;
  }

  it.each([
    ['saves', (store: StatisticsStore) => store.add(one), 1],
    ['reads', (store: StatisticsStore) => store.read(), 0],
  ] as const)('keeps a damaged file when it %s, and reports its path', async (_, use, shown) => {
    await open().add(one);
    const damaged = await damage();
    await use(open());
    const keptAs = join(folder, 'storage', 'statistics.damaged.json');
    expect(problems).toEqual([{ kind: 'damaged', keptAs }]);
    expect(await readFile(keptAs, 'utf8')).toBe(damaged);
    expect(total(await open().read()).shown).toBe(shown);
    expect(problems.length).toBe(1);
  });

  it('keeps the newest of several damaged files', async () => {
    await open().add(one);
    await damage();
    await open().add([...one, { ...one[0]!, language: 'rust' }]);
    const damaged = await damage();
    await Promise.all(Array.from({ length: 4 }, () => open().read()));
    expect(problems.length).toBe(2);
    expect(await readFile(join(folder, 'storage', 'statistics.damaged.json'), 'utf8')).toBe(damaged);
    expect(await readdir(join(folder, 'storage'))).toEqual(['statistics.damaged.json']);
  });

  it('leaves the file of a later version unchanged, and counts again after a reset', async () => {
    await open().reset();
    const newer = '{"version":3,"counts":{"shown":12}}';
    await writeFile(file, newer);
    const store = open();
    await store.add(one);
    expect(await store.read()).toEqual([]);
    expect(await readFile(file, 'utf8')).toBe(newer);
    expect(await readdir(join(folder, 'storage'))).toEqual(['statistics.json']);
    expect(problems).toEqual([
      { kind: 'newer', file },
      { kind: 'newer', file },
    ]);
    await store.reset();
    await store.add(one);
    expect(total(await store.read()).shown).toBe(1);
  });

  it.each(['1970-01-01', '2099-01-01'])('loses nothing when the clock says %s for some saves', async (day) => {
    await open().add(one);
    for (let save = 0; save < 3; save++) await open().add([{ ...one[0]!, day }]);
    await open().add(one);
    const rows = await open().read();
    expect(rows.find((row) => row.day === '2026-11-25')?.shown).toBe(2);
  });

  it.each([1980, 2100])(
    'continues where another window ended while it was writing, by its clock in %i',
    async (year) => {
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
    },
  );

  it('is empty after a reset', async () => {
    await open().add(one);
    await open().reset();
    expect(await open().read()).toEqual([]);
    await open().reset();
  });

  it('has nothing left after a reset, not even a damaged file', async () => {
    await open().add(one);
    await damage();
    await open().add(one);
    await open().reset();
    expect(await readdir(join(folder, 'storage'))).toEqual([]);
  });
});
