import * as vscode from 'vscode';
import { sliderKeys, type SliderValues } from '../../core/lens/sliders.js';
import { written } from '../menu/write.js';
import type { Settings } from '../settings.js';

type Inspected = NonNullable<ReturnType<vscode.WorkspaceConfiguration['inspect']>>;

/** A level of the settings. */
interface Level {
  readonly name: keyof Inspected;
  readonly target: vscode.ConfigurationTarget;
  /** Whether its values hold for one language. */
  readonly isForLanguage: boolean;
}

/** A setting that was written, with all that undoing it needs. */
export interface WrittenSetting {
  readonly key: string;
  readonly value: number;
  /** The value at the level before; undefined if there was none. */
  readonly before: unknown;
  readonly level: Level;
}

const level = (name: keyof Inspected, target: vscode.ConfigurationTarget, isForLanguage: boolean): Level => ({
  name,
  target,
  isForLanguage,
});

/** The levels at which a setting can be defined, the one that takes precedence first. */
const levels = (): readonly Level[] => {
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  return [
    level('workspaceFolderLanguageValue', WorkspaceFolder, true),
    level('workspaceLanguageValue', Workspace, true),
    level('globalLanguageValue', Global, true),
    level('workspaceFolderValue', WorkspaceFolder, false),
    level('workspaceValue', Workspace, false),
    level('globalValue', Global, false),
  ];
};

const configurationOf = (document: vscode.TextDocument | undefined): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('inkling', document);

/**
 * Saves the sliders' values, each at the level where the setting is now defined: elsewhere it would have no effect.
 * Settings that are defined nowhere go to the user settings.
 *
 * @param document whose language and folder may override settings.
 * @returns the settings that have changed.
 * @throws UserError if VS Code cannot write the settings, such as while their file has a syntax error.
 */
export async function writeSliders(
  settings: Settings,
  values: SliderValues,
  document: vscode.TextDocument | undefined,
): Promise<WrittenSetting[]> {
  const configuration = configurationOf(document);
  const changes: WrittenSetting[] = [];
  for (const key of sliderKeys) {
    const value = values[key];
    if (!settings.accepts(key, value) || settings.get(key, document) === value) continue;
    const inspected = configuration.inspect(key);
    const all = levels();
    const defined = all.find(({ name }) => inspected?.[name] !== undefined) ?? all.at(-1)!;
    await written(configuration.update(key, value, defined.target, defined.isForLanguage));
    changes.push({ key, value, before: inspected?.[defined.name], level: defined });
  }
  return changes;
}

/** Restores the values from before, unless one has changed since. */
export async function undoSliders(
  changes: readonly WrittenSetting[],
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const configuration = configurationOf(document);
  for (const {
    key,
    value,
    before,
    level: { name, target, isForLanguage },
  } of changes) {
    if (configuration.inspect(key)?.[name] !== value) continue;
    await written(configuration.update(key, before, target, isForLanguage));
  }
}
