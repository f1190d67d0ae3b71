import type { WorkspaceConfiguration } from 'vscode';
import { describe, expect, it } from 'vitest';
import { strictest } from '../../../src/editor/strictest.js';

type Levels = Partial<Record<'globalValue' | 'workspaceValue' | 'workspaceFolderValue', unknown>>;

/** Acts as VS Code does: the innermost level that has a value decides. */
function configured(defaultValue: unknown, levels: Levels): WorkspaceConfiguration {
  const { globalValue, workspaceValue, workspaceFolderValue } = levels;
  const effective = workspaceFolderValue ?? workspaceValue ?? globalValue ?? defaultValue;
  return {
    inspect: () => ({ key: '', defaultValue, ...levels }),
    get: () => effective,
  } as unknown as WorkspaceConfiguration;
}

describe('files that are excluded', () => {
  const excluded = (levels: Levels): unknown => strictest('exclude', configured([], levels))?.value;

  it('are those of all levels', () => {
    expect(
      excluded({ globalValue: ['private/'], workspaceValue: ['*.sql', 'private/'], workspaceFolderValue: ['own/'] }),
    ).toEqual(['private/', '*.sql', 'own/']);
  });

  it('stay so when a workspace has an empty list', () => {
    expect(excluded({ globalValue: ['private/'], workspaceValue: [] })).toEqual(['private/']);
  });

  it('are also what a value of a wrong type seems to mean', () => {
    expect(
      excluded({ globalValue: ['private/', 3], workspaceValue: '*.sql', workspaceFolderValue: { own: true } }),
    ).toEqual(['private/', '*.sql', 'own']);
  });
});

describe('learning from the workspace', () => {
  const learns = (levels: Levels): unknown => strictest('workspace.learn', configured(true, levels))?.value;

  it.each<[Levels, boolean]>([
    [{}, true],
    [{ workspaceValue: false }, false],
    [{ globalValue: false, workspaceValue: true }, false],
    [{ globalValue: true, workspaceFolderValue: false }, false],
    [{ globalValue: false, workspaceFolderValue: true }, false],
    [{ globalValue: 'false' }, false],
  ])('with %j: %s', (levels, expected) => expect(learns(levels)).toBe(expected));
});

it('leaves all other settings to VS Code', () => {
  expect(strictest('maxTokens', configured(48, { globalValue: 20 }))).toBeUndefined();
});
