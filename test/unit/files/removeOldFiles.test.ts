import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkspaceIndex } from '../../../src/core/workspace/workspaceIndex.js';
import { removeOldStorage } from '../../../src/editor/oldStorage.js';
import { nodeStoredFiles } from '../../../src/editor/platform/node/storedFiles.js';
import { saveIndex, removeSavedIndex } from '../../../src/engine/platform/node/indexFile.js';
import { ModelStore } from '../../../src/models/store.js';
import { folderOfTest } from './support/processes.js';

/** A folder with files. */
function folderWith(...names: readonly string[]): string {
  const folder = folderOfTest();
  for (const name of names) writeFileSync(join(folder, name), '4711');
  return folder;
}

test('removes what earlier versions left in the storage, and nothing else', async () => {
  const left = ['loading', 'trying', 'statistics.json.new', 'statistics.json.lock'];
  const storage = folderWith(...left, 'statistics.json', 'statistics.json.lock.0f0f0f0f-1-1-1');
  mkdirSync(join(storage, 'crash-marks'));
  await removeOldStorage(nodeStoredFiles(storage));
  expect(readdirSync(storage)).toEqual(['crash-marks', 'statistics.json', 'statistics.json.lock.0f0f0f0f-1-1-1']);
});

test('does nothing when there is no storage yet, or a folder has the name of an old file', async () => {
  const storage = folderOfTest();
  await removeOldStorage(nodeStoredFiles(join(storage, 'missing')));
  mkdirSync(join(storage, 'loading'));
  await removeOldStorage(nodeStoredFiles(storage));
  expect(readdirSync(storage)).toEqual(['loading']);
});

test('removes the draft of an earlier version when the index is written', async () => {
  const folder = folderWith('workspace.index.part');
  await saveIndex(folder, new WorkspaceIndex(300), 'model');
  expect(readdirSync(folder)).toEqual(['workspace.index']);
});

test('removes the draft of an earlier version when the index is cleared', async () => {
  const folder = folderWith('workspace.index', 'workspace.index.part');
  await removeSavedIndex(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('removes the lock and the draft of an earlier version when a download continues', async () => {
  const store = new ModelStore(folderOfTest());
  const folder = await store.stage('maker/tiny');
  for (const name of ['download.json', 'download.json.new', 'download.lock']) writeFileSync(join(folder, name), '{}');
  expect(await store.stage('maker/tiny')).toBe(folder);
  expect(readdirSync(folder)).toEqual(['download.json']);
});
