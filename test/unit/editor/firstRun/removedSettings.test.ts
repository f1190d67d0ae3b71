import type { WorkspaceConfiguration } from 'vscode';
import { describe, expect, it } from 'vitest';
import { reportRemovedSettings } from '../../../../src/editor/firstRun/removedSettings.js';

type Found = Partial<NonNullable<ReturnType<WorkspaceConfiguration['inspect']>>>;

/** Reports with a separate configuration and memory. */
function profile(found: Found | undefined): () => Promise<string[]> {
  const configuration = {
    inspect: (key: string) => (key === 'minimumProbability' && found ? { key, ...found } : undefined),
  } as Pick<WorkspaceConfiguration, 'inspect'>;
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string): unknown => values.get(key),
    update: (key: string, value: unknown): Promise<void> => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
  return async () => {
    const reported: string[] = [];
    await reportRemovedSettings(configuration, memory as Parameters<typeof reportRemovedSettings>[1], (removed) =>
      reported.push(`${removed.name}: ${removed.replacement}`),
    );
    return reported;
  };
}

describe('reportRemovedSettings', () => {
  it.each<[Found]>([
    [{ globalValue: 0.2 }],
    [{ workspaceValue: 0.2 }],
    [{ workspaceFolderValue: 0 }],
    [{ languageIds: ['python'] }],
  ])('names the replacement when the user has set a removed setting: %j', async (found) => {
    expect(await profile(found)()).toEqual(['minimumProbability: eagerness']);
  });

  it('reports a removed setting only once', async () => {
    const report = profile({ globalValue: 0.2 });
    await report();
    expect(await report()).toEqual([]);
  });

  it.each([[undefined], [{}], [{ languageIds: [] }]])(
    'reports nothing when the setting is not set: %j',
    async (found) => {
      expect(await profile(found)()).toEqual([]);
    },
  );
});
