import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rows } from '../editor/paletteCommands.js';
import { closeAll, keys, open, parseJson } from '../editor/support.js';

/** Commands for what a browser cannot do: its sandbox has no sockets, and no disk for downloaded models. */
const ofDesktop = ['Connect to Server', 'Set Server API Key', 'Choose Server Model', 'Disconnect from Server'];

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
    const found = async (title: string): Promise<string[]> => {
      await keys.press('F1');
      await keys.waitForText(rows, (text) => text !== '');
      await keys.type(title);
      // The palette keeps its rows until it has searched.
      await keys.waitForTexts(rows, (texts) => texts.every((text) => text.includes(title.split(' ').at(-1)!)));
      const shown = await keys.texts(rows);
      await keys.press('Escape');
      return shown.filter((text) => text.startsWith('Inkling: '));
    };
    assert.equal((await found('Inkling: Show Statistics')).length, 1);
    for (const title of ofDesktop) assert.deepEqual(await found(`Inkling: ${title}`), [], title);
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
