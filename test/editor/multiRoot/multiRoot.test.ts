import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectNoGhost, keys, openFile, waitForMessage, withSetting } from '../support.js';

const loop = 'const items = [1, 2];\nfor (let i = 0; i < items';
const folderOf = (name: string): vscode.Uri =>
  vscode.workspace.workspaceFolders!.find((folder) => folder.name === name)!.uri;

async function typeIn(folder: string, path: string): Promise<void> {
  await openFile(vscode.Uri.joinPath(folderOf(folder), path), loop);
  await keys.type('.');
}

async function expectExcluded(folder: string, path: string): Promise<void> {
  await typeIn(folder, path);
  await expectNoGhost();
  await keys.press('Alt+Backslash');
  await waitForMessage((text) => text.includes('matches the setting "inkling.exclude"'));
  await closeAll();
}

describe('several folders in Restricted Mode', () => {
  afterEach(closeAll);

  it('is the state of this window', () => {
    assert.equal(vscode.workspace.isTrusted, false);
    assert.equal(vscode.workspace.workspaceFolders?.length, 2);
  });

  it('have their own excluded files', async () => {
    await expectExcluded('second', 'own/loop.ts');
    await typeIn('first', 'own/loop.ts');
    await keys.waitForGhost();
  });

  it('combine the excluded files of user and workspace', async () => {
    await withSetting('exclude', ['private/'], async () => {
      await expectExcluded('first', 'private/loop.ts');
      await expectExcluded('first', 'everywhere/loop.ts');
      await expectExcluded('second', 'private/loop.ts');
      await expectExcluded('second', 'own/loop.ts');
    });
  });

  it('do not change other settings such as automatic suggestions and the clipboard', async () => {
    const uri = folderOf('first');
    const effective = (key: string): unknown => vscode.workspace.getConfiguration('inkling', uri).get(key);
    assert.equal(effective('automatic'), true);
    assert.equal(effective('context.clipboard'), false);
    await typeIn('first', 'loop.ts');
    await keys.waitForGhost();
  });
});
