import * as vscode from 'vscode';
import { belowComment, continueAt, insideSelection, selectedComment, type Target } from './target.js';

interface Entry extends vscode.QuickPickItem {
  readonly target: () => Target;
}

/**
 * The target of the text: the cursor if nothing is selected, otherwise the user's choice.
 *
 * @returns a function that finds the target in the then current document; undefined if the user chose nothing.
 */
export async function askTarget(editor: vscode.TextEditor): Promise<(() => Target) | undefined> {
  if (editor.selection.isEmpty) return () => continueAt(editor, editor.selection.active);
  const comment = selectedComment(editor);
  const entries: Entry[] = [
    {
      label: `$(replace) ${vscode.l10n.t('Fill in the selection')}`,
      detail: vscode.l10n.t('Replaces the selection, using the code around it. Discard restores it.'),
      target: () => insideSelection(editor),
    },
    {
      label: `$(arrow-down) ${vscode.l10n.t('Continue after the selection')}`,
      detail: vscode.l10n.t('Keeps the selection unchanged.'),
      target: () => continueAt(editor, editor.selection.end),
    },
  ];
  if (comment) {
    entries.unshift({
      label: `$(comment) ${vscode.l10n.t('Write code for the comment')}`,
      detail: vscode.l10n.t(
        'Continues below the comment. A small model picks up names from a comment but rarely follows instructions.',
      ),
      target: () => belowComment(editor, comment),
    });
  }
  const chosen = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t('Inkling: Generate'),
    placeHolder: vscode.l10n.t('What should Inkling do with the selection?'),
  });
  return chosen?.target;
}
