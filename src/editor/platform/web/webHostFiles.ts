import * as vscode from 'vscode';
import type { HostFiles } from '../../../engine/platform/web/hostFiles.js';
import { isFileMissing } from './isFileMissing.js';

/** The part of `vscode.workspace.fs` that is used here. */
type FileSystem = Pick<vscode.FileSystem, 'readFile' | 'writeFile' | 'rename' | 'delete'>;

/** The dependencies of the worker's files. */
export interface WebHostFilesParts {
  readonly fs: FileSystem;
  /** The folder of the extension. */
  readonly extension: vscode.Uri;
  /** VS Code lets `fetch` reach the files of an extension, wherever they are. */
  readonly fetchFile: (address: string) => Promise<Response>;
}

/** `fetch`, as VS Code has replaced it by the time of the call. */
export const fetchFile = (address: string): Promise<Response> => fetch(address);

/**
 * The files of the worker, by their addresses. Those of the extension, and no others, are fetched: through the editor's
 * file system the same bytes take 5 to 18 times as long.
 */
export function webHostFiles({ fs, extension, fetchFile }: WebHostFilesParts): HostFiles {
  return {
    async read(path) {
      const uri = vscode.Uri.parse(path, true);
      const bytes = isBelow(extension, uri) ? await fetched(uri, fetchFile) : undefined;
      return bytes ?? (await readThroughEditor(uri, fs));
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
        if (!isFileMissing(error)) throw error;
      }
    },
  };
}

const isBelow = (folder: vscode.Uri, { scheme, authority, path }: vscode.Uri): boolean =>
  scheme === folder.scheme && authority === folder.authority && path.startsWith(`${folder.path}/`);

/** @returns undefined if the file cannot be fetched. */
async function fetched(
  uri: vscode.Uri,
  fetchFile: WebHostFilesParts['fetchFile'],
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const response = await fetchFile(uri.toString(true));
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  } catch {
    // A policy of the page, or a server that allows no other origin; the editor may reach the file all the same.
    return undefined;
  }
}

async function readThroughEditor(uri: vscode.Uri, fs: FileSystem): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await fs.readFile(uri));
  } catch (error) {
    if (isFileMissing(error)) return undefined;
    throw error;
  }
}
