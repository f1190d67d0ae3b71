import * as vscode from 'vscode';
import type { EditorFiles } from './editorFiles.js';
import type { EntryKind, FileTree } from './fileTree.js';

/** Files of rules are small: what is larger is not one. */
const maxTextBytes = 1 << 20;

/** The kind of an entry, as the editor tells it. */
export function kindOfType(type: vscode.FileType): EntryKind {
  if (type & vscode.FileType.SymbolicLink) return 'link';
  if (type & vscode.FileType.Directory) return 'folder';
  return type & vscode.FileType.File ? 'file' : 'other';
}

/** Tells of `undefined` for errors of a file system: gone meanwhile, or not readable for this user. */
async function orUndefined<T>(read: Thenable<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

/** The files of a workspace folder through the editor; a path is that of its addresses. */
export function editorTree(base: vscode.Uri, files: EditorFiles): FileTree {
  const uriOf = (path: string): vscode.Uri => base.with({ path });
  return {
    async list(folder) {
      const entries = await orUndefined(files.readDirectory(uriOf(folder)));
      return entries?.map(([name, type]) => ({ name, kind: kindOfType(type) }));
    },
    async kind(path) {
      const stat = await orUndefined(files.stat(uriOf(path)));
      return stat && kindOfType(stat.type);
    },
    async text(file) {
      const stat = await orUndefined(files.stat(uriOf(file)));
      if (!stat || stat.size > maxTextBytes || !(stat.type & vscode.FileType.File)) return undefined;
      const bytes = await orUndefined(files.readFile(uriOf(file)));
      return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
  };
}
