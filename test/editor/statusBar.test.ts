import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, parseJson, withSetting } from './support.js';

const status = '.statusbar-item[id="inkling.inkling.inkling.status"], .statusbar-item[id*="inkling.status"]';
const rows = '.quick-input-list .monaco-list-row';

describe('the status bar', () => {
  afterEach(closeAll);

  it('opens a menu with the next steps', async () => {
    await open(parseJson);
    await keys.click({ selector: status });
    await keys.waitForText(rows, (text) => text.includes('Turn off for typescript'));
    await keys.screenshot('menu');
    const entries = await keys.texts(rows);
    for (const entry of ['Suggest here', 'Generate at the cursor', 'Turn off everywhere', 'Settings', 'Show log']) {
      assert.ok(
        entries.some((text) => text.includes(entry)),
        `${entry} is missing in ${entries.join(' | ')}`,
      );
    }
    await keys.press('Escape');
  });

  it('requests a suggestion from its menu and returns the focus to the editor', async () => {
    const editor = await open(parseJson);
    await keys.click({ selector: status });
    await keys.waitForText(rows, (text) => text.includes('Suggest here'));
    await keys.click({ selector: rows, text: 'Suggest here' });
    const ghost = await keys.waitForGhost();
    await accept(editor, ghost);
  });

  it('shows Inkling as off or on when the command toggles it', async () => {
    const isOn = (): boolean => vscode.workspace.getConfiguration('inkling').get('enabled')!;
    await vscode.commands.executeCommand('inkling.toggle');
    assert.equal(isOn(), false);
    await vscode.commands.executeCommand('inkling.toggle');
    assert.equal(isOn(), true);
  });

  it('shows the model after the engine is restarted', async () => {
    await vscode.commands.executeCommand('inkling.restart');
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });

  it('says why there is no suggestion, offers the next step, and recovers', async () => {
    await withSetting('model.folder', '/no/such/model', async () => {
      await vscode.commands.executeCommand('inkling.restart');
      await open(parseJson);
      await keys.waitForText('.statusbar-item.error-kind', (text) => text.includes('Inkling'));
      await keys.click({ selector: status });
      const restart = /Restart engine.*\/no\/such\/model cannot be read/;
      await keys.waitForText(rows, (text) => restart.test(text));
      await keys.waitForText(rows, (text) => text.includes('Change model folder'));
      await keys.screenshot('failed');
      await keys.press('Escape');
    });
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
