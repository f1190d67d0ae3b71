import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExtensionContext } from 'vscode';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as desktop from '../../src/extension.js';
import { manifest, undisposed, window } from './support/fakeVscode.js';

interface Owned {
  dispose(): unknown;
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkling-extension-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function newContext(): { context: ExtensionContext; subscriptions: Owned[] } {
  const subscriptions: Owned[] = [];
  const storage = { fsPath: join(folder, 'storage') };
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
  const context = {
    subscriptions,
    extension: { id: 'inkling.inkling', packageJSON: manifest },
    extensionUri: { fsPath: folder },
    globalState: memory,
    workspaceState: memory,
    secrets: {
      get: () => Promise.resolve(undefined),
      onDidChange: () => (window as { onDidChangeSecret(): Owned }).onDidChangeSecret(),
    },
    globalStorageUri: storage,
    storageUri: storage,
    asAbsolutePath: (path: string) => join(folder, path),
  };
  return { context: context as unknown as ExtensionContext, subscriptions };
}

const left = (): object => ({ undisposed: undisposed(), timers: vi.getTimerCount() });

describe('the count of what is left', () => {
  it('names a status item and counts a timer when they are not disposed', () => {
    const item = (window as { createStatusBarItem(): Owned }).createStatusBarItem();
    const timer = setInterval(() => undefined, 1000);
    expect(left()).toEqual({ undisposed: ['window.createStatusBarItem'], timers: 1 });
    item.dispose();
    clearInterval(timer);
    expect(left()).toEqual({ undisposed: [], timers: 0 });
  });
});

describe('the extension', () => {
  it.each(['Node', 'a browser'])(
    'leaves no listener, command, status item or timer in %s when it is deactivated',
    async (host) => {
      vi.stubGlobal('navigator', { userAgent: '' });
      const { activate, deactivate } = host === 'Node' ? desktop : await import('../../src/webExtension.js');
      const { context, subscriptions } = newContext();
      activate(context);
      expect(undisposed().length).toBeGreaterThan(40);
      // Some parts begin after a look at the disk.
      await sleep(200);

      await deactivate();
      // As the editor does: the newest first.
      for (const one of subscriptions.reverse()) one.dispose();
      expect(left()).toEqual({ undisposed: [], timers: 0 });
    },
  );

  it('is activated in the oldest VS Code, whose Node has no global crypto', async () => {
    vi.stubGlobal('crypto', undefined);
    const { context, subscriptions } = newContext();
    expect(() => desktop.activate(context)).not.toThrow();
    await sleep(200);
    await desktop.deactivate();
    for (const one of subscriptions.reverse()) one.dispose();
  });
});
