import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rows } from '../editor/paletteCommands.js';
import { closeAll, keys, open, parseJson } from '../editor/support.js';

/** Commands for what a browser cannot do: its sandbox has no sockets, and no disk for downloaded models. */
const ofDesktop = [
  'Choose Model',
  'Connect to Server',
  'Set Server API Key',
  'Choose Server Model',
  'Disconnect from Server',
];

describe('the extension host of a browser', () => {
  afterEach(async () => {
    await keys.press('Escape');
    await closeAll();
  });

  it('is a web worker that runs the extension without Node', () => {
    assert.equal(typeof process, 'undefined');
    const extension = vscode.extensions.getExtension('inkling.inkling')!;
    assert.equal(extension.isActive, true);
    assert.equal(extension.extensionKind, vscode.ExtensionKind.UI);
  });

  it('hides commands that need a desktop', async () => {
    const isFound = async (title: string): Promise<boolean> => {
      await keys.press('F1');
      await keys.waitForText(rows, (text) => text !== '');
      await keys.type(`Inkling: ${title}`);
      // The palette shows earlier rows until it has searched.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const shown = await keys.texts(rows);
      await keys.press('Escape');
      return shown.some((text) => text.startsWith(`Inkling: ${title}`));
    };
    assert.equal(await isFound('Show Statistics'), true);
    for (const title of ofDesktop) assert.equal(await isFound(title), false, title);
  });

  it('shows the suggestion for the last key when the user types faster than it suggests', async () => {
    await open(parseJson.replace('JSON‸', '‸'));
    await keys.type('JSON', 300);
    await keys.type('.');
    const slowly = await keys.waitForGhost(/\(text\);$/);
    await closeAll();
    await open(parseJson.replace('JSON‸', '‸').replace('load', 'read'));
    await keys.type('JSON.');
    assert.equal(await keys.waitForGhost(/\(text\);$/), slowly);
  });
});
