import { describe, expect, test } from 'vitest';
import { FilesAhead } from '../../../src/engine/platform/web/filesAhead.js';
import type { HostFiles } from '../../../src/engine/platform/web/hostFiles.js';

/** Files of one byte, which records what is asked of it; `broken` cannot be read the first time. */
class Asked implements HostFiles {
  readonly calls: string[] = [];

  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    this.calls.push(`read ${path}`);
    const isFirst = this.calls.filter((call) => call === `read ${path}`).length === 1;
    if (path === 'broken' && isFirst) return Promise.reject(new Error('offline'));
    return Promise.resolve(path === 'missing' ? undefined : Uint8Array.of(path.length));
  }

  write(path: string): Promise<void> {
    this.calls.push(`write ${path}`);
    return Promise.resolve();
  }

  remove(path: string): Promise<void> {
    this.calls.push(`remove ${path}`);
    return Promise.resolve();
  }
}

describe('files that are read ahead', () => {
  test('are asked for at once, and not again by their reader', async () => {
    const files = new Asked();
    const ahead = new FilesAhead(files, ['a', 'missing']);
    expect(files.calls).toEqual(['read a', 'read missing']);
    expect([await ahead.read('a'), await ahead.read('missing')]).toEqual([Uint8Array.of(1), undefined]);
    expect(files.calls).toEqual(['read a', 'read missing']);
  });

  test('are read from the host at a second reading, since the first reader may have given them away', async () => {
    const files = new Asked();
    const ahead = new FilesAhead(files, ['a']);
    await ahead.read('a');
    expect(await ahead.read('a')).toEqual(Uint8Array.of(1));
    expect(files.calls).toEqual(['read a', 'read a']);
  });

  test('are read again when the first reading failed', async () => {
    const files = new Asked();
    const ahead = new FilesAhead(files, ['broken']);
    expect(await ahead.read('broken')).toEqual(Uint8Array.of(6));
  });

  test('leave other files, writing and removing to the host', async () => {
    const files = new Asked();
    const ahead = new FilesAhead(files, []);
    await ahead.read('b');
    await ahead.write('c', Uint8Array.of());
    await ahead.remove('d');
    expect(files.calls).toEqual(['read b', 'write c', 'remove d']);
  });
});
