import * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import type { StoredFiles } from '../platform/editorPlatform.js';
import type { Reporter } from '../reporter.js';
import { reportRemovedSettings, type RemovedSetting } from './removedSettings.js';
import { trySample } from './sample.js';
import { openWalkthrough, showPicture } from './walkthrough.js';
import { onceFocused, welcomeOnce } from './welcome.js';

function removedMessage({ name, replacement }: RemovedSetting): string {
  return vscode.l10n.t(
    'The setting "{0}" no longer exists. Use "{1}" to choose how often suggestions appear.',
    `inkling.${name}`,
    `inkling.${replacement}`,
  );
}

/** The welcome, the walkthrough, the sample, and a note on settings that this version has no more. */
export function registerFirstRun(
  context: vscode.ExtensionContext,
  files: StoredFiles,
  reporter: Reporter,
): vscode.Disposable {
  const { extension, globalState: memory } = context;
  const welcome = (): void => {
    welcomeOnce({ memory, files }).catch((error: unknown) => reporter.error(error));
  };
  // There is no user to welcome in a test run.
  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  reportRemovedSettings(vscode.workspace.getConfiguration('inkling'), memory, (removed) =>
    reporter.wrongSetting(removedMessage(removed), `inkling.${removed.replacement}`),
  ).catch((error: unknown) => reporter.error(error));
  return vscode.Disposable.from(
    ...(isTest ? [] : [onceFocused(welcome)]),
    registerCommands(reporter, {
      trySample,
      openWalkthrough: () => openWalkthrough(extension),
      showPicture: (step) => showPicture(extension, step),
    }),
  );
}
