import * as vscode from 'vscode';

/**
 * Writes a setting of Inkling where it has an effect: over the value that holds now, in the workspace if it has one.
 *
 * @param languageId for this language only.
 */
export async function writeSetting(key: string, value: unknown, languageId?: string): Promise<void> {
  const scope = languageId === undefined ? undefined : { languageId };
  const configuration = vscode.workspace.getConfiguration('inkling', scope);
  const found = configuration.inspect(key);
  const here = languageId === undefined ? found?.workspaceValue : found?.workspaceLanguageValue;
  const target = here === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  await configuration.update(key, value, target, languageId !== undefined);
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
