import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostFiles } from '../../../../src/engine/platform/web/hostFiles.js';
import { buildWebWorker, repository } from '../build.js';

/** The address of the extension in a test. */
const extension = 'https://extension.test';
export const webFolder = `${extension}/dist/web`;
export const webModel = `${extension}/model`;

/** The files of the extension, and those that its worker has written. */
export class ExtensionFiles implements HostFiles {
  readonly written = new Map<string, Uint8Array<ArrayBuffer>>();
  /** Files of the extension that are not as they shipped; undefined for one that is missing. */
  readonly changed = new Map<string, Uint8Array<ArrayBuffer> | undefined>();

  async read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (this.changed.has(path)) return this.changed.get(path);
    if (!path.startsWith(extension)) return this.written.get(path)?.slice();
    const inWeb = path.startsWith(webFolder);
    const file = inWeb
      ? join(buildWebWorker(), path.slice(webFolder.length))
      : join(repository, path.slice(extension.length));
    return new Uint8Array(await readFile(file));
  }

  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.written.set(path, bytes);
    return Promise.resolve();
  }

  remove(path: string): Promise<void> {
    this.written.delete(path);
    return Promise.resolve();
  }
}
