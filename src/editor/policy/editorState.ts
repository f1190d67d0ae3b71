import * as vscode from 'vscode';

const cursorStyles: Readonly<Record<string, vscode.TextEditorCursorStyle>> = {
  line: vscode.TextEditorCursorStyle.Line,
  block: vscode.TextEditorCursorStyle.Block,
  underline: vscode.TextEditorCursorStyle.Underline,
  'line-thin': vscode.TextEditorCursorStyle.LineThin,
  'block-outline': vscode.TextEditorCursorStyle.BlockOutline,
  'underline-thin': vscode.TextEditorCursorStyle.UnderlineThin,
};

const modalStyles = [vscode.TextEditorCursorStyle.Block, vscode.TextEditorCursorStyle.BlockOutline];

/**
 * Whether keys are commands in this document now. Vim-like extensions show that with a block cursor; it tells nothing for
 * a user who has chosen the block cursor for all editors.
 */
export function isInNormalMode(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return false;
  const style = editor.options.cursorStyle;
  const own = cursorStyles[vscode.workspace.getConfiguration('editor', document).get('cursorStyle', 'line')];
  return style !== undefined && style !== own && modalStyles.includes(style);
}

/** Whether the document is seen in a comparison: users read there. */
export function isInDiff(document: vscode.TextDocument): boolean {
  const uri = document.uri.toString();
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputTextDiff)) return false;
  return input.modified.toString() === uri || input.original.toString() === uri;
}
