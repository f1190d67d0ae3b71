import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
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
