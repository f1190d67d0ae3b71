import * as vscode from 'vscode';
import type { Change } from '../../core/generate/span.js';

/** An editor that shows a document now: only there edits can be joined to one step of undo. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor?.document === document) return activeTextEditor;
  return visibleTextEditors.find((editor) => editor.document === document);
}

/**
 * Asks VS Code for an edit. It is refused if the document has changed meanwhile, or if the editor has gone.
 *
 * @param isNewStep whether the edit is a separate undo step; otherwise it joins the last one.
 * @returns whether VS Code says that it was made. It says so of read-only documents, too.
 */
export async function applyEdit(document: vscode.TextDocument, change: Change, isNewStep: boolean): Promise<boolean> {
  const { offset, length, text } = change;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const editor = editorOf(document);
  if (!editor) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, text);
    return vscode.workspace.applyEdit(edit);
  }
  // An insertion moves a cursor at its position, a replacement leaves it selecting.
  const build = (edit: vscode.TextEditorEdit): void =>
    range.isEmpty ? edit.insert(range.start, text) : edit.replace(range, text);
  try {
    return await editor.edit(build, { undoStopBefore: isNewStep, undoStopAfter: false });
  } catch (error) {
    if (!vscode.window.visibleTextEditors.includes(editor)) return false;
    throw error;
  }
}
