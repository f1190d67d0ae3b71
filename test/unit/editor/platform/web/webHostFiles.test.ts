import type { Uri } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { webHostFiles } from '../../../../../src/editor/platform/web/webHostFiles.js';
import type { HostFiles } from '../../../../../src/engine/platform/web/hostFiles.js';
import { FakeUri } from '../../../support/fakeUri.js';
import { MemoryFileSystem } from './memoryFileSystem.js';

vi.mock('vscode', async (original) => ({
  ...(await original<object>()),
  Uri: (await import('../../../support/fakeUri.js')).FakeUri,
}));

const model = 'https://host/a%20folder/model.onnx';
const index = 'vscode-userdata://x/index.bin';

let fs: MemoryFileSystem;
let fetched: string[];

/** The worker's files where `fetch` answers like this. */
const filesWith = (answer: () => Response): HostFiles =>
  webHostFiles({
    fs,
    extension: FakeUri.parse('https://host/a%20folder') as unknown as Uri,
    fetchFile: (address) => {
      fetched.push(address);
      return Promise.resolve().then(answer);
    },
  });

const textOf = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

beforeEach(() => {
  fs = new MemoryFileSystem();
  fetched = [];
});

describe('files of the worker in a browser', () => {
  it('are fetched, and not read through the editor, if they are of the extension', async () => {
    expect(textOf(await filesWith(() => new Response('weights')).read(model))).toBe('weights');
    expect({ fetched, reads: fs.reads }).toEqual({ fetched: ['https://host/a folder/model.onnx'], reads: [] });
  });

  it.each<[string, () => Response]>([
    ['the server refuses', () => new Response('no', { status: 403 })],
    [
      'a policy of the page forbids to fetch',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('are read through the editor if %s', async (_, answer) => {
    fs.files.set('https://host/a folder/model.onnx', 'weights');
    expect(textOf(await filesWith(answer).read(model))).toBe('weights');
  });

  it.each([index, 'https://host/another', 'https://other/a folder/model.onnx'])(
    'are not fetched if they are not of the extension: %s',
    async (address) => {
      fs.files.set(address, 'index');
      expect(textOf(await filesWith(() => new Response('wrong')).read(address))).toBe('index');
      expect(fetched).toEqual([]);
    },
  );

  it('are undefined if there is no such file, and fail if it cannot be read', async () => {
    const files = filesWith(() => new Response('no', { status: 404 }));
    expect(await files.read(model)).toBeUndefined();
    fs.readFile = () => Promise.reject(new Error('the connection was lost'));
    await expect(files.read(model)).rejects.toThrow('the connection was lost');
  });

  it('are replaced as a whole: a failed write leaves the old content', async () => {
    const files = filesWith(() => new Response());
    const write = (text: string): Promise<void> => files.write(index, new TextEncoder().encode(text));
    await write('old');
    fs.failure = new Error('the disk is full');
    await expect(write('new')).rejects.toThrow('the disk is full');
    expect([...fs.files]).toEqual([[index, 'old']]);
  });

  it('can be removed, also if they are missing', async () => {
    const files = filesWith(() => new Response());
    fs.files.set(index, 'index');
    await files.remove(index);
    await files.remove(index);
    expect(fs.files.size).toBe(0);
  });
});
