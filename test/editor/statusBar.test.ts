import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, openFile, parseJson, withSetting } from './support.js';

const status = '.statusbar-item[id="inkling.inkling.inkling.status"], .statusbar-item[id*="inkling.status"]';
const rows = '.quick-input-list .monaco-list-row';

describe('the status bar', () => {
  afterEach(closeAll);

  it('opens a menu with the next steps', async () => {
    await open(parseJson);
    await keys.click({ selector: status });
    await keys.waitForText(rows, (text) => text.includes('Turn off for TypeScript'));
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

  it('says why there are no suggestions in a read-only file', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const files = vscode.workspace.getConfiguration('files');
    await openFile(vscode.Uri.joinPath(folder, 'locked.ts'), 'const a = 1;\n');
    const label = (): Promise<string[]> => keys.texts(`${status} [aria-label]`, { attribute: 'aria-label' });
    assert.ok(!(await label()).some((text) => text.includes('read-only')));
    await files.update('readonlyInclude', { '**/locked.ts': true }, vscode.ConfigurationTarget.Global);
    try {
      await keys.waitForTexts(
        `${status} [aria-label]`,
        (labels) => labels.some((text) => text.includes('This file is read-only')),
        { attribute: 'aria-label' },
      );
      await keys.click({ selector: status });
      await keys.waitForText(rows, (text) => /No suggestions here.*This file is read-only/.test(text));
      assert.ok(!(await keys.texts(rows)).some((text) => text.includes('Suggest here')));
      await keys.screenshot('menu-read-only');
      await keys.press('Escape');
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
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
