import { describe, expect, it } from 'vitest';
import { FileSystemError, type FileType, type Uri } from 'vscode';
import { EditorFiles, type EditorFileSystem } from '../../../../src/editor/workspace/files/editorFiles.js';

const uri = { path: '/a.ts' } as Partial<Uri> as Uri;
const silence = new Promise<never>(() => undefined);

/** A file system with the given answers to `readFile`; each but the last is given once. */
function fileSystem(...answers: (() => Promise<Uint8Array>)[]): EditorFileSystem & { readonly calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    readFile: () => answers[Math.min(calls++, answers.length - 1)]!(),
    readDirectory: () => Promise.resolve<[string, FileType][]>([]),
    stat: () => silence,
  };
}

const settled = async (reads: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(reads)).map((end) =>
    end.status === 'fulfilled' ? 'answered' : (end.reason as { code: string }).code,
  );

describe('files that are read through the editor', () => {
  it('are read four at a time', async () => {
    const answer: (() => void)[] = [];
    const fs = fileSystem(() => new Promise((resolve) => answer.push(() => resolve(new Uint8Array()))));
    const files = new EditorFiles(fs);
    const reads = Array.from({ length: 10 }, () => files.readFile(uri));
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const started: number[] = [];
    while (answer.length > 0) {
      await turn();
      started.push(fs.calls());
      answer.splice(0, 2).forEach((give) => give());
      await turn();
    }
    expect(started).toEqual([4, 6, 8, 10, 10]);
    expect(await settled(reads)).toEqual(Array(10).fill('answered'));
  });

  it('are given up when the file system does not answer, and asked for again later', async () => {
    let nowMs = 0;
    const fs = fileSystem(...Array.from({ length: 3 }, () => () => silence), () => Promise.resolve(new Uint8Array()));
    const files = new EditorFiles(fs, { now: () => nowMs, answerMs: 5 });
    const reads = Array.from({ length: 3 }, () => files.readFile(uri));
    expect(await settled(reads)).toEqual(['Unavailable', 'Unavailable', 'Unavailable']);
    expect(await settled([files.readFile(uri), files.stat(uri)])).toEqual(['Unavailable', 'Unavailable']);
    expect([files.isIncomplete, fs.calls()]).toEqual([true, 3]);
    nowMs = 60_000;
    expect(await settled([files.readFile(uri)])).toEqual(['answered']);
    expect(files.isIncomplete).toBe(false);
  });

  it.each([
    ['FileNotFound', false],
    ['NoPermissions', false],
    ['Unavailable', true],
    ['Unknown', true],
  ])('are incomplete when a folder is not listed for the error %s: %s', async (code, isIncomplete) => {
    const Coded = FileSystemError as unknown as new (message: string, code: string) => FileSystemError;
    const fail = (): Promise<never> => Promise.reject(new Coded('no', code));
    const files = new EditorFiles({ ...fileSystem(fail), readDirectory: fail });
    expect(await settled([files.readFile(uri)])).toEqual([code]);
    expect(files.isIncomplete).toBe(false);
    expect(await settled([files.readDirectory(uri)])).toEqual([code]);
    expect(files.isIncomplete).toBe(isIncomplete);
  });
});
