import * as vscode from 'vscode';

const key = 'inkling.isWelcomed';

/** A user who turned off walkthroughs for new extensions does not want a welcome either. */
function isWanted(): boolean {
  return vscode.workspace.getConfiguration('workbench.welcomePage').get('walkthroughs.openOnInstall') !== false;
}

/**
 * Welcomes the user once per profile.
 *
 * @param memory of the extension in this profile. Settings Sync does not carry it along: another machine has its own.
 */
export async function welcomeOnce(memory: vscode.Memento): Promise<void> {
  if (memory.get(key) === true || !isWanted()) return;
  // Before it is shown, so that another window does not show it as well.
  await memory.update(key, true);
  const tryIt = vscode.l10n.t('Try It');
  const walkthrough = vscode.l10n.t('Open Walkthrough');
  const message = vscode.l10n.t('Inkling is ready. Start typing, then press Tab to accept the gray suggestion.');
  const chosen = await vscode.window.showInformationMessage(message, tryIt, walkthrough);
  if (chosen === tryIt) await vscode.commands.executeCommand('inkling.trySample');
  if (chosen === walkthrough) await vscode.commands.executeCommand('inkling.openWalkthrough');
}
