import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from './support/childProcess.js';
import { modelFolder } from './support/engines.js';
import { folderOfTest } from './support/toyModel.js';

// Tried by hand with a worker started without `silenceTelemetry` (runtime 1.30, Linux): the cache folder got
// Microsoft/DeveloperTools/.onnxruntime/{deviceid,onnxruntime.db}, the temporary folder mat-debug-<pid>.log and .ses.

const clean = { code: 0, signal: null, stderr: '' };

test('a completion writes no file to the home, cache and temporary folders', async () => {
  const folder = folderOfTest();
  const names = { HOME: 'home', USERPROFILE: 'home', XDG_CACHE_HOME: 'cache', TMPDIR: 'tmp', TEMP: 'tmp' };
  const env = Object.fromEntries(Object.entries(names).map(([name, leaf]) => [name, join(folder, leaf)]));
  for (const leaf of Object.values(env)) mkdirSync(leaf, { recursive: true });
  const ended = await runScript('oneCompletion', [modelFolder], env);
  expect(ended).toMatchObject(clean);
  expect(ended.stdout.trim().length).toBeGreaterThan(0);
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['cache', 'home', 'tmp']);
});

test('a home folder that cannot be written to is no obstacle', async () => {
  const folder = folderOfTest();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  // Root may write to a read-only folder; but nobody can write below a file, or below what does not exist.
  for (const home of [file, join(folder, 'missing')]) {
    const ended = await runScript('oneCompletion', [modelFolder], { HOME: home, XDG_CACHE_HOME: home, TMPDIR: home });
    expect(ended).toMatchObject(clean);
    expect(ended.stdout.trim().length).toBeGreaterThan(0);
  }
  rmSync(file);
  expect(readdirSync(folder)).toEqual([]);
});
