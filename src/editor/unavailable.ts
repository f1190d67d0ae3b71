import * as vscode from 'vscode';
import { blockedText, type SuggestionPolicy } from './policy/suggestionPolicy.js';

/**
 * The reason why there can be no suggestions in a document, as a sentence, whatever is requested.
 *
 * @returns undefined if there can be some. Whether Inkling is turned off is another question.
 */
export async function unavailableText(
  document: vscode.TextDocument,
  policy: Pick<SuggestionPolicy, 'blockedFile'>,
): Promise<string | undefined> {
  const blocked = policy.blockedFile(document.uri);
  if (blocked) return blockedText(blocked);
  return (await isReadOnly(document))
    ? vscode.l10n.t('This file is read-only, so there are no suggestions.')
    : undefined;
}

/** A setting of VS Code that lists files by glob patterns: those with the value true are meant. */
const matches = (setting: string, document: vscode.TextDocument): boolean => {
  const patterns = vscode.workspace.getConfiguration('files', document.uri).get<Record<string, unknown>>(setting, {});
  return Object.entries(patterns).some(
    ([pattern, isOn]) => isOn === true && vscode.languages.match({ pattern }, document) > 0,
  );
};

/** The menu waits for the answer, and another extension's file system may never give one. */
const maxStatMs = 1000;

/** Whether the file system says that a file cannot be written. */
async function isLocked(uri: vscode.Uri): Promise<boolean> {
  const unknown = { permissions: undefined };
  const late = new Promise<typeof unknown>((resolve) => setTimeout(() => resolve(unknown), maxStatMs));
  try {
    const { permissions = 0 } = await Promise.race([vscode.workspace.fs.stat(uri), late]);
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
async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  const { uri } = document;
  if (document.isUntitled) return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  if (matches('readonlyExclude', document)) return false;
  return matches('readonlyInclude', document) || (await isLocked(uri));
}
