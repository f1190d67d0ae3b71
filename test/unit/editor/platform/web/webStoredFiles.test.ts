import type { Uri } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredFiles } from '../../../../../src/editor/platform/editorPlatform.js';
import { webLocks } from '../../../../../src/editor/platform/web/taskLocks.js';
import { webStoredFiles } from '../../../../../src/editor/platform/web/webStoredFiles.js';
import { FakeUri } from '../../../support/fakeUri.js';
import { MemoryFileSystem } from './memoryFileSystem.js';

vi.mock('vscode', async (original) => ({
  ...(await original<object>()),
  Uri: (await import('../../../support/fakeUri.js')).FakeUri,
}));

const folder = FakeUri.parse('vscode-userdata://x/storage') as unknown as Uri;

let fs: MemoryFileSystem;
/** Of two windows of one browser. */
let windows: readonly [StoredFiles, StoredFiles];

beforeEach(() => {
  fs = new MemoryFileSystem();
  const locks = webLocks(undefined);
  windows = [webStoredFiles(folder, fs, locks), webStoredFiles(folder, fs, locks)];
});

describe('stored files in a browser', () => {
  it('are undefined until they are written, and then the same in each window', async () => {
    const [one, other] = windows;
    expect(await one.read('statistics.json')).toBeUndefined();
    await one.write('statistics.json', 'käse');
    expect(await other.read('statistics.json')).toBe('käse');
    expect([...fs.files.keys()]).toEqual(['vscode-userdata://x/storage/statistics.json']);
  });

  it('keep their old content when a write fails', async () => {
    const [one] = windows;
    await one.write('statistics.json', 'old');
    fs.failure = new Error('the quota is exceeded');
    await expect(one.write('statistics.json', 'new')).rejects.toThrow('the quota is exceeded');
    expect(await one.read('statistics.json')).toBe('old');
  });

  it('can be renamed over another one, and removed twice', async () => {
    const [one] = windows;
    await one.write('a', '1');
    await one.write('b', '2');
    await one.rename('a', 'b');
    expect([await one.read('a'), await one.read('b')]).toEqual([undefined, '1']);
    await one.remove('b');
    await one.remove('b');
    expect(fs.files.size).toBe(0);
  });

  it('are claimed by one window only', async () => {
    const claims = await Promise.all(windows.map((files) => files.claim('welcomed')));
    expect(claims).toEqual([true, false]);
    expect(await windows[1].claim('welcomed')).toBe(false);
  });

  it('let no two tasks add to a file at once', async () => {
    const add = (files: StoredFiles, text: string): Promise<void> =>
      files.alone('log', async () => files.write('log', ((await files.read('log')) ?? '') + text));
    await Promise.all([add(windows[0], 'a'), add(windows[1], 'b'), add(windows[0], 'c')]);
    expect(await windows[0].read('log')).toBe('abc');
  });
});
