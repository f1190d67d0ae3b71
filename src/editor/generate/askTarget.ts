import * as vscode from 'vscode';
import { belowComment, continueAt, insideSelection, selectedComment, type Target } from './target.js';

interface Entry extends vscode.QuickPickItem {
  readonly target: () => Target;
}

/**
 * Where to write: at the cursor where nothing is selected, otherwise what the person chooses.
 *
 * @returns what finds the place in the document as it is then; undefined if the person chose nothing.
 */
export async function askTarget(editor: vscode.TextEditor): Promise<(() => Target) | undefined> {
  if (editor.selection.isEmpty) return () => continueAt(editor, editor.selection.active);
  const comment = selectedComment(editor);
  const entries: Entry[] = [
    {
      label: `$(replace) ${vscode.l10n.t('Complete inside the selection')}`,
      detail: vscode.l10n.t('Fills its place anew, from what stands before and behind it. Discard brings it back.'),
      target: () => insideSelection(editor),
    },
    {
      label: `$(arrow-down) ${vscode.l10n.t('Go on behind the selection')}`,
      detail: vscode.l10n.t('The selection stays as it is.'),
      target: () => continueAt(editor, editor.selection.end),
    },
  ];
  if (comment) {
    entries.unshift({
      label: `$(comment) ${vscode.l10n.t('Write what the comment describes')}`,
      detail: vscode.l10n.t('Goes on below it. A small model takes names from a comment, and hardly understands it.'),
      target: () => belowComment(editor, comment),
    });
  }
  const chosen = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t('Inkling: Generate'),
    placeHolder: vscode.l10n.t('What is to be done with the selection?'),
  });
  return chosen?.target;
}
