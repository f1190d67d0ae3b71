import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson } from './support.js';

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
    for (const entry of ['Suggest here', 'Generate at the cursor', 'Turn off everywhere', 'Settings', 'Show the log']) {
      assert.ok(
        entries.some((text) => text.includes(entry)),
        `${entry} is missing in ${entries.join(' | ')}`,
      );
    }
    await keys.press('Escape');
  });

  it('turns Inkling off and on by its command', async () => {
    const isOn = (): boolean => vscode.workspace.getConfiguration('inkling').get('enabled')!;
    await vscode.commands.executeCommand('inkling.toggle');
    assert.equal(isOn(), false);
    await vscode.commands.executeCommand('inkling.toggle');
    assert.equal(isOn(), true);
  });

  it('shows the model after the engine was restarted', async () => {
    await vscode.commands.executeCommand('inkling.restart');
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
