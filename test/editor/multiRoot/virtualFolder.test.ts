import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ghostAfter, idiom, untilLearned } from '../learned.js';
import { MemoryFiles } from '../memoryFiles.js';
import { closeAll, keys, messageTexts, waitForMessage, withSetting } from '../support.js';

/** Changes the folders of this window, which has several: so the extension host is not restarted. */
async function changeFolders(...change: [start: number, remove: number, ...add: { uri: vscode.Uri }[]]): Promise<void> {
  // VS Code itself knows the folders at once, but takes no other change before the event.
  const changed = new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
  assert.ok(vscode.workspace.updateWorkspaceFolders(...change));
  await changed;
}

/** Adds a folder of a file system to this window for the time of a test. */
async function withFolder(files: MemoryFiles, path: string, test: () => Promise<void>): Promise<void> {
  const before = vscode.workspace.workspaceFolders!.length;
  await changeFolders(before, 0, { uri: files.uri(path) });
  try {
    await test();
  } finally {
    files.answers = 'at once';
    await changeFolders(before, 1);
  }
}

describe('a workspace folder in the file system of another extension', () => {
  let files: MemoryFiles;

  beforeEach(() => (files = new MemoryFiles('inkling-virtual')));
  afterEach(async () => {
    files.answers = 'at once';
    await closeAll();
    files.dispose();
  });

  /** Runs a test while the index learns from a folder with spaces and other letters in its path. */
  async function learning(test: () => Promise<void>): Promise<void> {
    await withFolder(files, '/Größe und Maß', () => withSetting('workspace.learn', true, test));
  }

  it('is learned from, without secrets, excluded files and what git ignores', async () => {
    files.put('/Größe und Maß/.gitignore', 'ignoriert/\n');
    files.put('/Größe und Maß/ignoriert/a.ts', idiom('ignored'));
    files.put('/Größe und Maß/.env', idiom('secret'));
    files.put('/Größe und Maß/everywhere/b.ts', idiom('excluded'));
    files.put('/Größe und Maß/数据 1/c.ts', idiom('virtual').replaceAll('\n', '\r\n'));
    await learning(async () => {
      await untilLearned('virtual');
      for (const name of ['ignored', 'secret', 'excluded']) assert.equal(await ghostAfter(name), '', name);
      files.put('/Größe und Maß/数据 1/later.ts', idiom('later'));
      await untilLearned('later');
    });
  });

  it('does not keep the index waiting when it fails, and needs no message', async () => {
    files.put('/Größe und Maß/a.ts', idiom('failing'));
    await learning(async () => {
      files.answers = 'unavailable';
      await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
      await waitForMessage((text) => text.startsWith("The workspace index isn't complete yet."));
      const others = (await keys.texts(messageTexts)).filter((text) => !text.includes('workspace index'));
      assert.deepEqual(others, []);
      files.answers = 'at once';
      files.put('/Größe und Maß/a.ts', idiom('failing'));
      await untilLearned('failing');
    });
  });

  it('does not keep the index waiting when it does not answer', async () => {
    files.put('/Größe und Maß/a.ts', idiom('silent'));
    await learning(async () => {
      files.answers = 'never';
      await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
      await waitForMessage((text) => text.startsWith("The workspace index isn't complete yet."), 60_000);
    });
  });

  it('is read up to a limit, from the files near open ones on, and the menu says so', async () => {
    for (let i = 0; i < 510; i++) files.put(`/Größe und Maß/a/${i}.ts`, `const value${i} = ${i};\n`);
    files.put('/Größe und Maß/z/near.ts', idiom('near'));
    await withFolder(files, '/Größe und Maß', async () => {
      await vscode.window.showTextDocument(files.put('/Größe und Maß/z/open.ts', '\n'), { preview: false });
      await withSetting('workspace.learn', true, async () => {
        await vscode.commands.executeCommand('inkling.rebuildWorkspaceIndex');
        await waitForMessage((text) =>
          /^The workspace index was rebuilt\. Number of files: 5\d\d\. That is/.test(text),
        );
        await vscode.commands.executeCommand('notifications.hideList');
        void vscode.commands.executeCommand('inkling.menu');
        const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
        await keys.waitForText(rows, (text) => /Rebuild workspace index.*files: 5\d\d, the limit/.test(text));
        await keys.screenshot('menu-index-limit');
        await keys.press('Escape');
        await untilLearned('near');
      });
    });
  });
});
