import * as vscode from 'vscode';

/** A setting of VS Code that lists files by glob patterns: those with the value true are meant. */
const matches = (setting: string, document: vscode.TextDocument): boolean => {
  const patterns = vscode.workspace.getConfiguration('files', document.uri).get<Record<string, unknown>>(setting, {});
  return Object.entries(patterns).some(
    ([pattern, isOn]) => isOn === true && vscode.languages.match({ pattern }, document) > 0,
  );
};

/** Whether the file system says that a file cannot be written. */
async function isLocked(uri: vscode.Uri): Promise<boolean> {
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // It is not saved yet, or gone.
    return false;
  }
}

/**
 * Whether a document's editor is read-only, in which VS Code asks for no suggestions. There is no API for it: this follows
 * the file system and the settings `files.readonlyInclude` and `files.readonlyExclude`. It does not know of editors that
 * the user made read-only for a session.
 */
export async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  const { uri } = document;
  if (document.isUntitled) return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  if (matches('readonlyExclude', document)) return false;
  return matches('readonlyInclude', document) || (await isLocked(uri));
}
