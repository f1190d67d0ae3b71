import * as vscode from 'vscode';
import type { HostFiles } from '../../../engine/platform/web/hostFiles.js';
import { isMissing } from './isMissing.js';

/** The part of `vscode.workspace.fs` that is used here. */
type FileSystem = Pick<vscode.FileSystem, 'readFile' | 'writeFile' | 'rename' | 'delete'>;

/**
 * The files of the worker, by their addresses. Those of the extension are fetched: through the editor's file system the
 * same bytes take 5 to 18 times as long.
 *
 * @param fetchFile `fetch`, which VS Code lets reach the files of an extension.
 */
export function webHostFiles(fs: FileSystem, fetchFile: typeof fetch = (...args) => fetch(...args)): HostFiles {
  return {
    async read(path) {
      const uri = vscode.Uri.parse(path, true);
      return (await fetched(uri, fetchFile)) ?? (await readThroughEditor(uri, fs));
    },
    async write(path, bytes) {
      const uri = vscode.Uri.parse(path, true);
      // A reader, also after the page is closed, finds the old content or the new one.
      const draft = uri.with({ path: `${uri.path}.draft` });
      await fs.writeFile(draft, bytes);
      await fs.rename(draft, uri, { overwrite: true });
    },
    async remove(path) {
      try {
        await fs.delete(vscode.Uri.parse(path, true));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
  };
}

/** @returns undefined if the address cannot be fetched, such as that of a file in the browser's storage. */
async function fetched(uri: vscode.Uri, fetchFile: typeof fetch): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!fetchable.has(uri.scheme)) return undefined;
  try {
    const response = await fetchFile(uri.toString(true));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    // A policy of the page, or a server that allows no other origin; the editor may reach the file all the same.
    return undefined;
  }
}

const fetchable: ReadonlySet<string> = new Set(['http', 'https', 'vscode-remote']);

async function readThroughEditor(uri: vscode.Uri, fs: FileSystem): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await fs.readFile(uri));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
