import * as vscode from 'vscode';
import type { StoredFiles } from '../platform/editorPlatform.js';

const key = 'inkling.isWelcomed';

/** What the welcome needs of the extension. */
export interface WelcomeParts {
  /** Of the extension in this profile. Settings Sync does not carry it along: another machine has its own. */
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  readonly files: Pick<StoredFiles, 'claim'>;
}

/** A user who turned off walkthroughs for new extensions does not want a welcome either. */
function isWanted(): boolean {
  return vscode.workspace.getConfiguration('workbench.welcomePage').get('walkthroughs.openOnInstall') !== false;
}

/**
 * Opens the walkthrough once per profile, in one window. Unlike a notification it stays until the user closes it; once
 * closed it does not come back.
 */
export async function welcomeOnce({ memory, files }: WelcomeParts): Promise<void> {
  if (memory.get(key) === true || !isWanted()) return;
  // A file decides, because a window learns late what another one remembers.
  const isFirst = await files.claim('welcomed');
  await memory.update(key, true);
  if (isFirst) await vscode.commands.executeCommand('inkling.openWalkthrough');
}

/** Calls a function as soon as the user is in this window: with several open, the others have no welcome to show. */
export function onceFocused(run: () => void): vscode.Disposable {
  if (vscode.window.state.focused) {
    run();
    return new vscode.Disposable(() => undefined);
  }
  const listener = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused) return;
    listener.dispose();
    run();
  });
  return listener;
}
