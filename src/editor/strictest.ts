import type { WorkspaceConfiguration } from 'vscode';
import type { SettingValues } from './settingValues.js';

type Combine<T> = (levels: readonly unknown[]) => T;

/** The patterns of a level; of a wrong value what was probably meant, since a pattern that is ignored opens files. */
function patternsOf(level: unknown): string[] {
  if (typeof level === 'string') return [level];
  const patterns: unknown[] = Array.isArray(level) ? level : Object.keys(level ?? {});
  return patterns.filter((pattern) => typeof pattern === 'string');
}

/**
 * Settings by which a workspace may only ask for more privacy than the user: VS Code would have its value replace the
 * user's.
 */
const combinations: { readonly [K in keyof SettingValues]?: Combine<SettingValues[K]> } = {
  exclude: (levels) => [...new Set(levels.flatMap(patternsOf))],
  'workspace.learn': (levels) => levels.every((level) => level === true),
};

/** A setting's value at each level that has one. */
export interface Combined<K extends keyof SettingValues> {
  readonly value: SettingValues[K];
  readonly levels: readonly unknown[];
}

/** The strictest value of all levels; undefined for a setting of which VS Code's own choice counts. */
export function strictest<K extends keyof SettingValues>(
  key: K,
  configuration: WorkspaceConfiguration,
): Combined<K> | undefined {
  const combine = combinations[key];
  if (!combine) return undefined;
  const found = configuration.inspect(key);
  // The last one includes what an organization's policy says, which `inspect` does not name.
  const all = [found?.defaultValue, found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  const levels = [...all, configuration.get<unknown>(key)].filter((level) => level !== undefined);
  return { value: combine(levels), levels };
}
