import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { seededRng } from '../../../src/core/sampling/rng.js';
import { keptFile, type KeptName } from './support/keptFiles.js';
import { bundle, ended, firstOutput, folderOfTest, start } from './support/processes.js';

const names: readonly KeptName[] = ['index', 'statistics', 'download state'];

describe.each(names)('the file of the %s', (name) => {
  test.skipIf(process.platform === 'win32')('is closed to other users of the machine', async () => {
    const folder = folderOfTest();
    const file = keptFile(name);
    await file.save(folder);
    expect(statSync(join(folder, file.name)).mode & 0o777).toBe(0o600);
  });

  test('is always complete for processes that save and read it at the same time', async () => {
    const folder = folderOfTest();
    const script = await bundle('saver');
    const children = [1, 2, 3].map((writer) => start(process.execPath, [script, name, folder, String(writer), '25']));
    const ends = await Promise.all(children.map(ended));
    expect(ends).toEqual(Array(3).fill({ code: 0, output: 'begins\n' }));
    expect(readdirSync(folder)).toEqual([keptFile(name).name]);
  });

  test('is complete wherever its writer is killed, and the next save leaves nothing else', async () => {
    const folder = folderOfTest();
    const script = await bundle('saver');
    const rng = seededRng(1);
    const file = keptFile(name);
    for (let kill = 0; kill < 14; kill++) {
      const child = start(process.execPath, [script, name, folder, String(kill), '1000000']);
      const end = ended(child);
      await firstOutput(child);
      await sleep(rng() * 20);
      child.kill('SIGKILL');
      expect(await end).toEqual({ code: null, output: 'begins\n' });
      expect(await file.read(folder)).toBe(true);
    }
    await file.save(folder);
    expect(await file.read(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([file.name]);
  });
});
