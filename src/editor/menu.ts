import * as vscode from 'vscode';
import type { Engine, EngineState } from '../engine/engine.js';
import type { Settings } from './settings.js';

interface Entry extends vscode.QuickPickItem {
  readonly run: () => unknown;
}

const command = (id: string, ...args: unknown[]) => {
  return (): Thenable<unknown> => vscode.commands.executeCommand(id, ...args);
};

/** Turns Inkling on or off everywhere, or in one language; the setting keeps it. */
export async function setEnabled(isOn: boolean, languageId?: string): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  const configuration = vscode.workspace.getConfiguration('inkling', scope);
  await configuration.update('enabled', isOn, vscode.ConfigurationTarget.Global, languageId !== undefined);
}

function switches(settings: Settings, document: vscode.TextDocument | undefined): Entry[] {
  const isOn = settings.get('enabled');
  const everywhere: Entry = {
    label: isOn ? '$(circle-slash) Turn off everywhere' : '$(check) Turn on',
    run: () => setEnabled(!isOn),
  };
  if (!document) return [everywhere];
  const isOnHere = settings.get('enabled', document);
  const here: Entry = {
    label: `${isOnHere ? '$(circle-slash) Turn off' : '$(check) Turn on'} for ${document.languageId}`,
    run: () => setEnabled(!isOnHere, document.languageId),
  };
  return [here, everywhere];
}

function nextSteps(state: EngineState): Entry[] {
  if (state.kind !== 'failed') return [];
  return [
    { label: '$(debug-restart) Restart the engine', detail: state.error.message, run: command('inkling.restart') },
    {
      label: '$(folder) Change the model folder',
      run: command('workbench.action.openSettings', 'inkling.model.folder'),
    },
  ];
}

function about(state: EngineState): string {
  switch (state.kind) {
    case 'ready':
    case 'working':
      return `Inkling · ${state.info.name} · ${Math.round(state.info.sizeBytes / 1e6)} MB`;
    case 'failed':
      return 'Inkling does not work';
    default:
      return 'Inkling';
  }
}

/** The status bar item's menu: what can be done now, the next step first. */
export async function showMenu(engine: Pick<Engine, 'state'>, settings: Settings): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const { state } = engine;
  const actions: Entry[] = document
    ? [
        { label: '$(sparkle) Suggest here', run: command('inkling.trigger') },
        { label: '$(wand) Generate at the cursor', run: command('inkling.generate') },
        { label: vscode.l10n.t('$(telescope) Show why'), run: command('inkling.showWhy') },
      ]
    : [];
  const entries: Entry[] = [
    ...nextSteps(state),
    ...(settings.get('enabled', document) && state.kind !== 'failed' ? actions : []),
    ...switches(settings, document),
    { label: vscode.l10n.t('$(package) Choose the model'), run: command('inkling.chooseModel') },
    { label: '$(gear) Settings', run: command('workbench.action.openSettings', 'inkling') },
    ...(state.kind === 'failed'
      ? []
      : [{ label: '$(debug-restart) Restart the engine', run: command('inkling.restart') }]),
    { label: '$(output) Show the log', run: command('inkling.showLog') },
  ];
  const chosen = await vscode.window.showQuickPick(entries, { title: about(state), placeHolder: 'What next?' });
  // The click has left the focus in the status bar; what is chosen is meant for the editor.
  if (document) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await chosen?.run();
}
