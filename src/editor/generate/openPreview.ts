import * as vscode from 'vscode';
import type { Preview } from './preview.js';

/** The user's choice about a preview that is open when another one is to begin. */
export type OpenPreviewChoice = 'accept' | 'discard' | 'show';

interface Entry extends vscode.QuickPickItem {
  readonly choice: OpenPreviewChoice;
}

/** The name of a preview's document, as on its tab. */
export const documentName = ({ document }: Preview): string => document.uri.path.split('/').pop() ?? '';

/** Brings a preview's document to the front, with the cursor in the preview. */
export async function showPreview({ document, range, isAtCursor }: Preview): Promise<void> {
  const isInFront = vscode.window.activeTextEditor?.document === document && isAtCursor;
  if (isInFront) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  else await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.end, range.end) });
}

/**
 * Asks what to do with a preview before another one begins.
 *
 * @returns undefined if the user chose nothing.
 */
export async function askAboutOpen(preview: Preview): Promise<OpenPreviewChoice | undefined> {
  const entries: Entry[] = [
    {
      label: `$(check) ${vscode.l10n.t('Accept it')}`,
      detail: vscode.l10n.t('Keeps that text, then generates at the cursor.'),
      choice: 'accept',
    },
    {
      label: `$(discard) ${vscode.l10n.t('Discard it')}`,
      detail: vscode.l10n.t('Removes that text, then generates at the cursor.'),
      choice: 'discard',
    },
    {
      label: `$(go-to-file) ${vscode.l10n.t('Go to it')}`,
      detail: vscode.l10n.t('Shows that text and generates nothing.'),
      choice: 'show',
    },
  ];
  const end = new vscode.CancellationTokenSource();
  const listener = preview.onDidEnd(() => end.cancel());
  try {
    const chosen = await vscode.window.showQuickPick(
      entries,
      {
        title: vscode.l10n.t('Inkling: Generate'),
        placeHolder: vscode.l10n.t("You haven't accepted the generated text in {0} yet.", documentName(preview)),
      },
      end.token,
    );
    return chosen?.choice;
  } finally {
    listener.dispose();
    end.dispose();
  }
}

/** Whether to discard a preview: if the user has typed in it, only after asking. */
export async function mayDiscard(preview: Preview): Promise<boolean> {
  if (!preview.hasUserText) return true;
  const discard = vscode.l10n.t('Discard');
  const message = vscode.l10n.t('Discard the generated text and your edits in it?');
  const detail = vscode.l10n.t('Undo brings them back.');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, discard)) === discard;
}

/**
 * Says that a preview's text stays in its document, although the user has not accepted it.
 *
 * @param isInFile whether the document was closed, and its file has the text.
 */
export async function tellKept(preview: Preview, isInFile: boolean): Promise<void> {
  const name = documentName(preview);
  if (!isInFile) {
    const text = vscode.l10n.t(
      'The generated text in {0} was changed together with the text around it. It stays in the document.',
      name,
    );
    return void vscode.window.showInformationMessage(text);
  }
  const open = vscode.l10n.t('Open File');
  const text = vscode.l10n.t('{0} was saved with generated text that you did not accept. Open it to decide.', name);
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.window.showTextDocument(preview.document.uri);
}
