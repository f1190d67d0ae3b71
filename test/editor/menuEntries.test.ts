import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { focused, openByKeys, rows } from './menuKeys.js';
import { accept, closeAll, keys, open, parseJson } from './support.js';

describe('the entries of the menu', () => {
  afterEach(async () => {
    await keys.press('Escape');
    await closeAll();
  });

  it('are all there, each with its current value', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    await openByKeys();
    await keys.waitForText(rows, (text) => /Statistics.*\d+ of \d+ accepted/.test(text));
    await keys.screenshot('menu-by-keys');
    for (const wanted of [
      /Turn off for TypeScript\W*on/,
      /Turn off everywhere\W*on/,
      /Choose model.*\d MB/,
      /Choose strategy.*greedy/,
      /Set suggestion frequency.*eager/,
      /Last latency.*[\d.]+ ms/,
      /Show log/,
      /Report issue/,
      /Settings/,
      /Connect to a server/,
      /Restart engine/,
    ]) {
      await keys.waitForText(rows, (text) => wanted.test(text));
    }
    const commands = await vscode.commands.getCommands(true);
    const texts = await keys.texts(rows);
    assert.equal(
      texts.some((text) => text.includes('Explain suggestion')),
      commands.includes('inkling.showWhy'),
    );
    // The last row, after the others.
    await keys.press('ArrowUp');
    await keys.waitForText(focused, (text) => text.includes('Try in a sample file'));
    await keys.waitForText(rows, (text) => text.includes('Open walkthrough'));
  });
});
