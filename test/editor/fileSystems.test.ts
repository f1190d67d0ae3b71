import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keysKnow, preview, start, waitForNoLens } from './generateSupport.js';
import { MemoryFiles } from './memoryFiles.js';
import {
  accept,
  closeAll,
  expectNoGhost,
  keys,
  select,
  textAtCursor,
  until,
  waitForMessage,
  wakeInlineSuggestions,
  withSetting,
} from './support.js';

const loop = 'const items = [1, 2];\nfor (let i = 0; i < items';

describe('the file system of another extension', () => {
  const registered: MemoryFiles[] = [];
  function register(scheme: string, options: { readonly isReadonly?: boolean } = {}): MemoryFiles {
    const files = new MemoryFiles(scheme, options);
    registered.push(files);
    return files;
  }

  afterEach(async () => {
    for (const files of registered) files.answers = 'at once';
    await closeAll();
    for (const files of registered.splice(0)) files.dispose();
  });

  /** Opens a file with the cursor at its end, and gives its editor the keyboard. */
  async function openAtEnd(uri: vscode.Uri): Promise<vscode.TextEditor> {
    const editor = await vscode.window.showTextDocument(uri, { preview: false });
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await select(editor, [new vscode.Selection(end, end)]);
    await wakeInlineSuggestions();
    await keys.focusEditor();
    return editor;
  }

  it('has suggestions while typing and on explicit request, in a path with spaces and other letters', async () => {
    const files = register('inkling-memory');
    const path = '/Größe und Maß/数据 1/schleife ä.ts';
    const editor = await openAtEnd(files.put(path, loop));
    await keys.type('.');
    await keys.screenshot('other-file-system');
    await accept(editor, await keys.waitForGhost());
    await keys.press('Control+z');
    await until(() => editor.document.getText() === `${loop}.`, 'Undoing what was accepted');
    await keys.press('Alt+Backslash');
    await keys.waitForGhost();
    await editor.document.save();
    assert.equal(files.textOf(path), editor.document.getText());
  });

  it('has suggestions in a file with CRLF, which keeps its line ends', async () => {
    const files = register('inkling-memory-crlf');
    const editor = await openAtEnd(files.put('/loop.ts', loop.replaceAll('\n', '\r\n')));
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    await editor.document.save();
    assert.match(files.textOf('/loop.ts')!, /^const items = \[1, 2\];\r\nfor \(let i = 0; i < items\.length[^\n]*$/);
  });

  it('has text that Generate writes and Tab accepts', async () => {
    const files = register('inkling-memory-generate');
    const editor = await openAtEnd(files.put('/box.ts', start.replace('‸', '')));
    const before = editor.document.getText();
    await withSetting('seed', 7, async () => {
      const written = await preview(editor);
      await keysKnow();
      assert.ok(written.startsWith(before) && written.length > before.length, written);
      await keys.press('Tab');
      await waitForNoLens();
      assert.equal(editor.document.getText(), written.trimEnd());
    });
  });

  it('has no suggestions when it is read-only, and says so on explicit request', async () => {
    const files = register('inkling-memory-readonly', { isReadonly: true });
    const editor = await openAtEnd(files.put('/loop.ts', loop));
    await keys.press('Alt+Backslash');
    await waitForMessage((text) => text.includes('read-only'));
    await expectNoGhost();
    assert.equal(editor.document.getText(), loop);
    await keys.waitForText('.statusbar-item[id*="inkling.status"]', (text) => text.includes('Inkling'));
  });

  it('keeps nothing waiting when it does not answer', async () => {
    const files = register('inkling-memory-silent');
    const editor = await openAtEnd(files.put('/loop.ts', loop));
    files.answers = 'never';
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    void vscode.commands.executeCommand('inkling.menu');
    const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
    await keys.waitForText(rows, (text) => text.includes('Suggest here'));
    await keys.press('Escape');
    assert.match(textAtCursor(editor), /items\.length.*‸$/s);
  });

  it('has suggestions although it fails', async () => {
    const files = register('inkling-memory-failing');
    const editor = await openAtEnd(files.put('/loop.ts', loop));
    files.answers = 'unavailable';
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
  });

  it('is said to have no suggestions in documents that are no code of the user', async () => {
    await vscode.commands.executeCommand('search.action.openNewEditor');
    await until(
      () => vscode.window.activeTextEditor?.document.uri.scheme === 'search-editor',
      () => `Opening the search editor, not ${vscode.window.activeTextEditor?.document.uri.toString() ?? 'nothing'},`,
    );
    await vscode.commands.executeCommand('inkling.trigger');
    await waitForMessage((text) => text === 'Inkling makes no suggestions in search results.');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
