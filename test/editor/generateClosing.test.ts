import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { discard, preview, start, untilText, waitForNoLens, waitForPreview } from './generateSupport.js';
import { closeAll, keys, messageTexts, open, openFile, until, waitForMessage } from './support.js';

const before = start.replace('‸', '');
const inSrc = (name: string): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src', name);

const hasTab = (uri: vscode.Uri): boolean =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());

/** Saves with the key and closes the editor. */
async function saveAndClose({ document }: vscode.TextEditor): Promise<void> {
  await keys.press('Control+s');
  await until(() => !document.isDirty, 'Saving');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await until(() => !hasTab(document.uri), 'Closing');
}

describe('Generate: closing the document of a preview', () => {
  const uri = inSrc('closed.ts');

  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  });

  it('says that the text was saved, and marks it again when the file is opened', async () => {
    const editor = await openFile(uri, before);
    const text = await preview(editor);
    await saveAndClose(editor);
    await waitForMessage((message) => message.includes('closed.ts was saved with generated text'));
    await waitForNoLens();
    assert.equal(await readFile(uri.fsPath, 'utf8'), text);
    await keys.screenshot('generate-closed');
    await keys.click({ selector: '.notification-list-item .monaco-button', text: 'Open File' });
    await waitForPreview();
    await until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString(), 'Opening');
    const again = vscode.window.activeTextEditor!;
    await keys.focusEditor();
    await keys.press('Control+End');
    await discard(again, before);
  });

  it('has nothing to say when the file was reverted', async () => {
    const editor = await openFile(uri, before);
    await preview(editor);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(() => !hasTab(uri), 'Closing');
    await waitForNoLens();
    assert.equal(await readFile(uri.fsPath, 'utf8'), before);
    // A message would have come by then.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await vscode.commands.executeCommand('notifications.showList');
    assert.deepEqual(await keys.texts(messageTexts), []);
  });

  it('does not open again once the text was accepted', async () => {
    const editor = await openFile(uri, before);
    const text = await preview(editor);
    await keys.press('Tab');
    await waitForNoLens();
    await saveAndClose(editor);
    const again = await vscode.window.showTextDocument(uri);
    assert.equal(again.document.getText(), text);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await waitForNoLens();
  });

  it('continues in the file that an untitled document is saved as', async () => {
    const text = await preview(await open(start));
    await keys.press('Control+s');
    await keys.waitForTexts('.quick-input-widget:not([style*="display: none"]) input', (texts) => texts.length > 0);
    await keys.press('Control+a');
    await keys.type(uri.fsPath);
    await keys.press('Enter');
    await until(() => vscode.window.activeTextEditor?.document.uri.fsPath === uri.fsPath, 'Saving');
    const saved = vscode.window.activeTextEditor!;
    await untilText(saved, text, 'The text in the file');
    await waitForPreview();
    await keys.focusEditor();
    await discard(saved, before);
  });

  it('continues when the file is renamed', async () => {
    const editor = await openFile(uri, before);
    await preview(editor);
    const renamed = inSrc('renamed.ts');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed);
    await vscode.workspace.applyEdit(edit);
    try {
      await until(() => vscode.window.activeTextEditor?.document.uri.fsPath === renamed.fsPath, 'Renaming');
      await waitForPreview();
      await keys.focusEditor();
      await keys.press('Control+End');
      await discard(vscode.window.activeTextEditor!, before);
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(renamed);
    }
  });

  it('is shown in both halves of a split editor, and stays when one is closed', async () => {
    const editor = await openFile(uri, before);
    await preview(editor);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    await until(() => vscode.window.visibleTextEditors.length === 2, 'Splitting');
    await keys.waitForTexts('.codelens-decoration', (texts) => texts.filter((t) => t.includes('Accept')).length === 2);
    await keys.screenshot('generate-split');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => vscode.window.visibleTextEditors.length === 1, 'Closing one');
    await keys.focusEditor();
    await waitForPreview();
    await keys.press('Control+End');
    await discard(vscode.window.activeTextEditor!, before);
  });
});
