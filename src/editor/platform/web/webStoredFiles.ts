import * as vscode from 'vscode';
import type { StoredFiles } from '../editorPlatform.js';
import { isFileMissing } from './isFileMissing.js';
import type { TaskLocks } from './taskLocks.js';

/** The part of `vscode.workspace.fs` that is used here. */
type FileSystem = Pick<vscode.FileSystem, 'readFile' | 'writeFile' | 'rename' | 'delete' | 'createDirectory'>;

/** The files in a folder that VS Code keeps for the extension: in the browser's storage, or on the editor's server. */
export function webStoredFiles(folder: vscode.Uri, fs: FileSystem, locks: TaskLocks): StoredFiles {
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  const lockOf = (name: string): string => uriOf(name).toString();
  const read = async (name: string): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await fs.readFile(uriOf(name)));
    } catch (error) {
      if (isFileMissing(error)) return undefined;
      throw error;
    }
  };
  const write = async (name: string, text: string): Promise<void> => {
    await fs.createDirectory(folder);
    const draft = uriOf(draftOf(name));
    await fs.writeFile(draft, new TextEncoder().encode(text));
    await fs.rename(draft, uriOf(name), { overwrite: true });
  };
  const removeOne = async (name: string): Promise<void> => {
    try {
      await fs.delete(uriOf(name));
    } catch (error) {
      if (!isFileMissing(error)) throw error;
    }
  };
  return {
    read,
    write,
    rename: async (name, newName) => fs.rename(uriOf(name), uriOf(newName), { overwrite: true }),
    async remove(name) {
      for (const each of [name, draftOf(name)]) await removeOne(each);
    },
    alone: (name, task) => locks.run(lockOf(name), task),
    claim: (name) =>
      locks.run(lockOf(name), async () => {
        if ((await read(name)) !== undefined) return false;
        await write(name, '');
        return true;
      }),
    display: (name) => uriOf(name).toString(true),
  };
}

/** Tasks that write a file run one after the other: one draft is enough, and a draft that was left is overwritten. */
const draftOf = (name: string): string => `${name}.draft`;
