import * as vscode from 'vscode';

/** Shows a folder in the system's file manager; where there is none at hand, its path. */
export async function openFolder(folder: string): Promise<void> {
  const isElsewhere = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  if (!isElsewhere) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  const message = vscode.l10n.t('The model is in {0}, on the machine where Inkling runs.', folder);
  if ((await vscode.window.showInformationMessage(message, copy)) === copy)
    await vscode.env.clipboard.writeText(folder);
}
