import * as vscode from 'vscode';
import type { SettingSchema } from '../../core/settingSchema.js';

/** Strings and lists may be private: only numbers, booleans and enumerated values are included. */
function shownValue(schema: SettingSchema, value: unknown): string {
  const isHarmless =
    value === null || typeof value === 'number' || typeof value === 'boolean' || schema.enum?.includes(value as string);
  return isHarmless ? String(value) : 'set';
}

/** Every setting of Inkling that differs from its default, including language-specific values. */
export function changedSettings(schemas: Readonly<Record<string, SettingSchema>>): [string, string][] {
  const configuration = vscode.workspace.getConfiguration();
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const found = configuration.inspect(name);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    const isChanged = value !== undefined && value !== schema.default;
    const languages = (found?.languageIds ?? []).flatMap<[string, string]>((languageId) => {
      const own = vscode.workspace.getConfiguration('', { languageId }).inspect(name);
      const ownValue = own?.workspaceLanguageValue ?? own?.globalLanguageValue;
      return ownValue === undefined ? [] : [[`${name} for ${languageId}`, shownValue(schema, ownValue)]];
    });
    return [...(isChanged ? [[name, shownValue(schema, value)] as [string, string]] : []), ...languages];
  });
}
