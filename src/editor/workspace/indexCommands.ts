import * as vscode from 'vscode';
import type { Reporter } from '../reporter.js';
import type { IndexSize } from './workspaceFeeder.js';
import type { WorkspaceLearner } from './workspaceLearner.js';

type Learner = Pick<WorkspaceLearner, 'clear' | 'rebuild' | 'mayLearn'>;

const isFolderOpen = (): boolean => (vscode.workspace.workspaceFolders ?? []).length > 0;

function explainMissingFolder(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No folder is open, so there is no workspace index. Inkling learns only from the files of open folders.',
    ),
  );
}

/** "Inkling: Clear Workspace Index". Resolves once the index is deleted; the message stays. */
export async function clearIndex(learner: Learner, reporter: Pick<Reporter, 'commandFailed'>): Promise<void> {
  if (!isFolderOpen()) return explainMissingFolder();
  await learner.clear();
  offerRebuild().catch((error: unknown) => reporter.commandFailed(error));
}

async function offerRebuild(): Promise<void> {
  const rebuild = vscode.l10n.t('Rebuild');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The workspace index was cleared. It stays empty until you run "Inkling: Rebuild Workspace Index", change the setting "inkling.workspace.learn", or restart the editor.',
    ),
    rebuild,
  );
  if (chosen === rebuild) await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
}

/** "Inkling: Rebuild Workspace Index". Resolves once the workspace is read. */
export async function rebuildIndex(learner: Learner, reporter: Pick<Reporter, 'commandFailed'>): Promise<void> {
  if (!isFolderOpen()) return explainMissingFolder();
  if (!learner.mayLearn()) {
    offerSetting().catch((error: unknown) => reporter.commandFailed(error));
    return;
  }
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Rebuilding the workspace index…'),
  };
  const size = await vscode.window.withProgress(progress, () => learner.rebuild());
  void vscode.window.showInformationMessage(outcomeText(size));
}

function outcomeText(size: IndexSize | undefined): string {
  if (!size) return vscode.l10n.t("The workspace index isn't complete yet. Inkling tries again in the background.");
  return size.isLimited
    ? vscode.l10n.t(
        'The workspace index was rebuilt. Number of files: {0}. That is the limit for this workspace, so the others are left out.',
        size.files,
      )
    : vscode.l10n.t('The workspace index was rebuilt. Number of files: {0}.', size.files);
}

async function offerSetting(): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const message = vscode.l10n.t(
    'Inkling doesn\'t learn from this workspace, because the setting "inkling.workspace.learn" is off.',
  );
  if ((await vscode.window.showInformationMessage(message, open)) === open) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.workspace.learn');
  }
}
