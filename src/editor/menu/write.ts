import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';

/**
 * Writes a setting of Inkling where it has an effect: over the value that holds now, in the workspace if it has one.
 *
 * @param languageId for this language only.
 * @throws UserError if VS Code cannot write the settings, such as while their file has a syntax error.
 */
export async function writeSetting(key: string, value: unknown, languageId?: string): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  const configuration = vscode.workspace.getConfiguration('inkling', scope);
  const found = configuration.inspect(key);
  const here = languageId === undefined ? found?.workspaceValue : found?.workspaceLanguageValue;
  const target = here === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await written(configuration.update(key, value, target, languageId !== undefined));
}

/**
 * Awaits an update of the configuration.
 *
 * @throws UserError if VS Code cannot write it. VS Code's own message names the file and the next step.
 */
export async function written(update: Thenable<void>): Promise<void> {
  try {
    await update;
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

/** Turns Inkling on or off everywhere, or in one language. */
export function setEnabled(isOn: boolean, languageId?: string): Promise<void> {
  return writeSetting('enabled', isOn, languageId);
}

/** Sets the language's override if there is one, otherwise the general value. */
export function setWhereSet(key: string, value: unknown, languageId: string | undefined): Promise<void> {
  const found = vscode.workspace
    .getConfiguration('inkling', languageId === undefined ? undefined : { languageId })
    .inspect(key);
  const isOwn = (found?.workspaceLanguageValue ?? found?.globalLanguageValue) !== undefined;
  return writeSetting(key, value, isOwn ? languageId : undefined);
}
