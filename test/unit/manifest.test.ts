import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { numberSettings } from '../../src/core/numberSettings.js';
import type { NumberRange } from '../../src/core/sampling/numberRange.js';
import type { SettingSchema } from '../../src/core/settingSchema.js';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, SettingSchema & { readonly scope: string }>>;
    };
  };
}

const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { properties } = contributes.configuration;

/** Settings of which the strictest value of all levels counts: an untrusted workspace may use them, too. */
const strictest = ['inkling.exclude', 'inkling.workspace.learn'];
const isOfUser = (name: string): boolean => ['machine', 'application'].includes(properties[name]!.scope);

it('keeps a workspace in Restricted Mode from changing any setting but those that only close files', () => {
  const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
  const expected = Object.keys(properties).filter((name) => !isOfUser(name) && !strictest.includes(name));
  expect([...restrictedConfigurations].sort()).toEqual(expected.sort());
  // With any other value VS Code ignores the list.
  expect(supported).toBe('limited');
});

it('keeps all workspaces from choosing models, servers and threads, and from reading the clipboard', () => {
  expect(Object.keys(properties).filter(isOfUser).sort()).toEqual([
    'inkling.context.clipboard',
    'inkling.draftModel.folder',
    'inkling.model.folder',
    'inkling.models.folder',
    'inkling.models.mirror',
    'inkling.threads',
  ]);
});

/** A setting's range and default as the manifest has to declare them. */
function schemaOf({ min, max, isInteger = false, ...setting }: NumberRange & { readonly default: number | null }) {
  const type = isInteger ? 'integer' : 'number';
  return {
    type: setting.default === null ? [type, 'null'] : type,
    default: setting.default,
    minimum: min,
    maximum: max,
  };
}

it('declares the ranges and defaults of the schema for all settings that are numbers', () => {
  const isNumber = ({ type }: SettingSchema): boolean =>
    ['number', 'integer'].some((one) => [type].flat().includes(one));
  const declared = Object.entries(properties)
    .filter(([, schema]) => isNumber(schema))
    .map(([name, { type, default: value, minimum, maximum }]) => [name, { type, default: value, minimum, maximum }]);
  const expected = Object.entries(numberSettings).map(([name, setting]) => [`inkling.${name}`, schemaOf(setting)]);
  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(expected));
});
