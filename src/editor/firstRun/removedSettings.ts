import type { Memento, WorkspaceConfiguration } from 'vscode';

/** A setting of an earlier version, and the one that replaces it; both below `inkling.`. */
export interface RemovedSetting {
  readonly name: string;
  readonly replacement: string;
}

const removedSettings: readonly RemovedSetting[] = [{ name: 'minimumProbability', replacement: 'eagerness' }];

const keyOf = ({ name }: RemovedSetting): string => `inkling.isToldOfRemoved.${name}`;

function isSet(found: ReturnType<WorkspaceConfiguration['inspect']>): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue, languageIds = [] } = found ?? {};
  const values = [globalValue, workspaceValue, workspaceFolderValue];
  return languageIds.length > 0 || values.some((value) => value !== undefined);
}

/**
 * Reports each removed setting that the user has set, once in the life of their profile.
 *
 * @param configuration below `inkling.`; VS Code gives values of settings that no manifest declares, too.
 * @param memory of the extension in this profile.
 */
export async function reportRemovedSettings(
  configuration: Pick<WorkspaceConfiguration, 'inspect'>,
  memory: Pick<Memento, 'get' | 'update'>,
  report: (removed: RemovedSetting) => void,
): Promise<void> {
  for (const removed of removedSettings) {
    if (memory.get(keyOf(removed)) === true || !isSet(configuration.inspect(removed.name))) continue;
    // Before it is reported, so that another window does not report it as well.
    await memory.update(keyOf(removed), true);
    report(removed);
  }
}
