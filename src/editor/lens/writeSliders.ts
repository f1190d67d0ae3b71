import * as vscode from 'vscode';
import { sliderKeys, type SliderValues } from '../../core/lens/sliders.js';
import type { Settings } from '../settings.js';

type Inspected = NonNullable<ReturnType<vscode.WorkspaceConfiguration['inspect']>>;

/** Where a setting can stand, the place that counts most first, and whether that is for one language. */
const places: readonly (readonly [keyof Inspected, vscode.ConfigurationTarget, boolean])[] = [
  ['workspaceFolderLanguageValue', vscode.ConfigurationTarget.WorkspaceFolder, true],
  ['workspaceLanguageValue', vscode.ConfigurationTarget.Workspace, true],
  ['globalLanguageValue', vscode.ConfigurationTarget.Global, true],
  ['workspaceFolderValue', vscode.ConfigurationTarget.WorkspaceFolder, false],
  ['workspaceValue', vscode.ConfigurationTarget.Workspace, false],
];

/**
 * Saves the sliders' values, each at the level where the setting is now defined: elsewhere it would have no effect.
 * Settings that are defined nowhere go to the user settings.
 *
 * @param document whose language and folder may override settings.
 */
export async function writeSliders(
  settings: Settings,
  values: SliderValues,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('inkling', document);
  for (const key of sliderKeys) {
    const value = values[key];
    if (!settings.accepts(key, value) || settings.get(key, document) === value) continue;
    const inspected = configuration.inspect(key);
    const place = places.find(([name]) => inspected?.[name] !== undefined);
    const [, target, isForLanguage] = place ?? [undefined, vscode.ConfigurationTarget.Global, false];
    await configuration.update(key, value, target, isForLanguage);
  }
}
