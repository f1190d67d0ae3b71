import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { numberSettings } from '../../src/core/numberSettings.js';
import type { NumberRange } from '../../src/core/sampling/numberRange.js';
import { engineChoices } from '../../src/core/engines/engineRouter.js';
import { templateNames } from '../../src/core/server/fimTemplates.js';
import { dialects } from '../../src/core/server/serverOptions.js';
import { schemasIn, type SettingSchema, type SettingsManifest } from '../../src/core/settingSchema.js';

interface Manifest extends SettingsManifest {
  readonly contributes: {
    readonly configuration: readonly (SettingsManifest['contributes']['configuration'][number] & {
      readonly order: number;
      readonly properties: Readonly<Record<string, SettingSchema & { readonly order: number }>>;
    })[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { capabilities } = manifest;
const sections = manifest.contributes.configuration;
const properties = schemasIn(manifest);

/** Settings of which the strictest value of all levels counts: an untrusted workspace may use them, too. */
const strictest = ['inkling.exclude', 'inkling.workspace.learn'];
const isOfUser = (name: string): boolean => ['machine', 'application'].includes(properties[name]!.scope!);

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
    'inkling.engine',
    'inkling.model.folder',
    'inkling.models.folder',
    'inkling.models.mirror',
    'inkling.server.address',
    'inkling.server.certificateFile',
    'inkling.server.dialect',
    'inkling.server.headers',
    'inkling.server.model',
    'inkling.server.template',
    'inkling.server.timeout',
    'inkling.threads',
  ]);
});

it('shows each setting in one section, the sections and settings in the order of the manifest', () => {
  // VS Code sorts by `order`, and by name where two are equal.
  const orders = sections.flatMap((section) => Object.values(section.properties).map(({ order }) => order));
  expect(orders).toEqual(orders.map((_, i) => i + 1));
  expect(sections.map(({ order }) => order)).toEqual(sections.map((_, i) => i + 1));
  expect(orders).toHaveLength(Object.keys(properties).length);
});

it('shows a single backslash where a description names Alt+\\', () => {
  const texts = Object.values(JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>);
  expect(texts.filter((text) => text.includes('Alt+\\')).length).toBeGreaterThan(2);
  // In a code span of Markdown a backslash stands for itself.
  expect(texts.filter((text) => text.includes('\\\\'))).toEqual([]);
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

it('lists the engines, protocols and formats that there are', () => {
  expect(properties['inkling.engine']!.enum).toEqual(engineChoices);
  expect(properties['inkling.server.dialect']!.enum).toEqual(['auto', ...dialects]);
  expect(properties['inkling.server.template']!.enum).toEqual(['auto', ...templateNames]);
});
