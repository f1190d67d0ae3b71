import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { generate, rows, start, waitForNoLens, waitForPreview } from './generateSupport.js';
import { closeAll, keys, messageTexts, open, until, waitForMessage, withSettings } from './support.js';

const before = start.replace('‸', '');

/** Opens the context menu by its key and clicks. VS Code's menus take no click in the first tenth of a second. */
async function chooseInContextMenu(text: string): Promise<void> {
  await keys.press('Shift+F10');
  await new Promise((resolve) => setTimeout(resolve, 400));
  await keys.click({ selector: '.monaco-menu .action-label', text });
}

describe('Generate', () => {
  afterEach(closeAll);

  it('runs from the Command Palette, as do the actions of a preview', async () => {
    const editor = await open(start);
    await keys.press('F1');
    await keys.type('Inkling: Generate');
    await keys.press('Enter');
    await waitForPreview();
    await keys.press('F1');
    await keys.type('Inkling: Accept Generated Text');
    await keys.press('Enter');
    await waitForNoLens();
    assert.ok(editor.document.getText().length > before.length);
  });

  it("runs from the editor's context menu, by keys and by mouse", async () => {
    const editor = await open(start);
    await chooseInContextMenu('Generate');
    await waitForPreview();
    await chooseInContextMenu('Discard Generated Text');
    await until(() => editor.document.getText() === before, 'Discarding');
  });

  it('lists its actions, also from the status bar', async () => {
    const editor = await open(start);
    await generate();
    await waitForPreview();
    await keys.click({ selector: '.statusbar-item[id*="inkling.preview"]' });
    await keys.waitForText(rows, (text) => text.includes('Discard'));
    await keys.type('Discard');
    await keys.press('Enter');
    await until(() => editor.document.getText() === before, 'Discarding');
  });

  it('writes at the first cursor when there are several', async () => {
    const loop = '; i++) {\n  sum += items[i];\n}\n';
    const start = 'for (let i = 0; i < ‸';
    const editor = await open(`const items = [1, 2];\n${start}${loop}${start}${loop}`);
    await generate();
    await waitForPreview();
    const [first, second] = editor.document.getText().split(start.replace('‸', '')).slice(1);
    assert.ok(first!.length > loop.length, first);
    assert.equal(second, loop);
    assert.equal(editor.selections.length, 2);
  });

  it('says what to do when the model has nothing to add', async () => {
    const complete = 'const first = 1;‸\n\nconst second = 2;\n';
    // One token is spent on the semicolon that is already there.
    await withSettings({ temperature: 0, 'generate.maxTokens': 1 }, async () => {
      const editor = await open(complete);
      await generate();
      await waitForMessage((text) => text.includes('nothing to add here'));
      assert.equal(editor.document.getText(), complete.replace('‸', ''));
    });
  });

  it('does not read a file when it holds secrets', async () => {
    const uri = vscode.Uri.parse('untitled:/.env');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await generate();
    await waitForMessage((text) => text.includes('secrets'));
    assert.equal(editor.document.getText(), '');
  });

  it('says why each time when there is no model', async () => {
    await withSettings({ 'model.folder': '/no/such/folder' }, async () => {
      await vscode.commands.executeCommand('inkling.restart');
      const editor = await open(start);
      for (let times = 0; times < 2; times++) {
        await vscode.commands.executeCommand('notifications.clearAll');
        await generate();
        await waitForMessage((text) => text.includes('/no/such/folder'));
        await vscode.commands.executeCommand('notifications.hideList');
      }
      assert.equal(editor.document.getText(), before);
    });
    await vscode.commands.executeCommand('inkling.restart');
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(await keys.texts(messageTexts), []);
  });
});
