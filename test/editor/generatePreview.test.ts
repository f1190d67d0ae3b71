import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  discard,
  generate,
  long,
  longStart,
  preview,
  start,
  untilText,
  waitForLens,
  waitForNoLens,
  waitForPreview,
} from './generateSupport.js';
import {
  closeAll,
  keys,
  open,
  select,
  textAtCursor,
  until,
  waitForMessage,
  withSetting,
  withSettings,
} from './support.js';

const before = start.replace('‸', '');

/** Opens a file of the workspace with that content and the cursor at its end. */
async function openFile(content: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src', 'load.ts');
  await writeFile(uri.fsPath, content);
  const editor = await vscode.window.showTextDocument(uri);
  await until(() => editor.document.getText() === content, 'Opening the file');
  const end = editor.document.positionAt(content.length);
  await select(editor, [new vscode.Selection(end, end)]);
  await keys.focusEditor();
  return editor;
}

describe('Generate: the preview', () => {
  afterEach(closeAll);

  it('shows its actions above, and a click accepts', async () => {
    const editor = await open(start);
    const text = await preview(editor);
    await waitForLens('Compare');
    await keys.click({ selector: '.codelens-decoration a', text: 'Accept' });
    await waitForNoLens();
    assert.equal(editor.document.getText(), text);
  });

  it('restores text, selection and dirty flag when the user presses Escape', async () => {
    const editor = await openFile(before);
    const { selection } = editor;
    await preview(editor);
    assert.equal(editor.document.isDirty, true);
    await discard(editor, before);
    await until(() => !editor.document.isDirty, 'Being saved again');
    await until(() => editor.selection.isEqual(selection), 'The selection again');
  });

  it('writes another text with Alt+], goes back with Alt+[, and one undo removes all', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      const first = await preview(editor);
      await keys.press('Alt+BracketRight');
      await waitForLens('Another (2 of ');
      const second = editor.document.getText();
      assert.notEqual(second, first);
      await keys.press('Alt+BracketRight');
      await waitForLens('Another (3 of ');
      await keys.press('Alt+BracketLeft');
      await untilText(editor, second, 'Going back');
      await keys.press('Alt+BracketLeft');
      await untilText(editor, first, 'Going back to the first');
      await keys.press('Control+Enter');
      await waitForNoLens();
      await keys.press('Control+z');
      await until(() => textAtCursor(editor) === start, 'Undoing all at once');
    });
  });

  it('writes another text when the temperature is 0', async () => {
    await withSetting('temperature', 0, async () => {
      const editor = await open(start);
      const first = await preview(editor);
      await keys.press('Alt+BracketRight');
      await waitForLens('Another (2 of ');
      assert.notEqual(editor.document.getText(), first);
    });
  });

  it('continues after the text with Alt+Enter', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      const first = await preview(editor);
      await keys.press('Alt+Enter');
      await until(() => editor.document.getText().length > first.length, 'More text');
      await waitForPreview();
      assert.ok(editor.document.getText().startsWith(first));
      await discard(editor, before);
      assert.equal(textAtCursor(editor), start);
    });
  });

  it('ends when it is undone halfway, and redo restores its text', async () => {
    const editor = await open(start);
    const text = await preview(editor);
    await keys.press('Control+z');
    await untilText(editor, before, 'Undoing');
    await waitForNoLens();
    await keys.press('Control+y');
    await untilText(editor, text, 'Redoing');
  });

  it('stays open when the file is saved, and can still be discarded', async () => {
    const editor = await openFile(before);
    const text = await preview(editor);
    await keys.press('Control+s');
    await until(() => !editor.document.isDirty, 'Saving');
    assert.equal(await readFile(editor.document.uri.fsPath, 'utf8'), text);
    await keys.press('Alt+BracketRight');
    await waitForLens('Another (2 of ');
    await discard(editor, before);
  });

  it('is removed by one undo when the file was saved in between', async () => {
    const editor = await openFile(before);
    await preview(editor);
    await keys.press('Control+s');
    await until(() => !editor.document.isDirty, 'Saving');
    await keys.press('Alt+BracketRight');
    await waitForLens('Another (2 of ');
    await keys.press('Tab');
    await waitForNoLens();
    await keys.press('Control+z');
    await untilText(editor, before, 'Undoing');
  });

  it('continues when the user returns from another tab', async () => {
    await withSettings(long, async () => {
      const alone = await open(longStart);
      const expected = await preview(alone);
      await keys.press('Tab');
      await waitForNoLens();
      const editor = await open(longStart);
      const done = generate();
      await until(() => editor.document.getText().length > longStart.length + 5, 'Writing something');
      const other = await open('const other = 1;\n‸');
      await keys.type('x');
      await untilText(other, 'const other = 1;\nx', 'Typing in the other tab');
      const again = await vscode.window.showTextDocument(editor.document);
      await done;
      await untilText(again, expected, 'Writing on');
      await keys.focusEditor();
      await waitForPreview();
      assert.equal(other.document.getText(), 'const other = 1;\nx');
    });
  });

  it('ends when its document is closed, and leaves other documents alone', async () => {
    const other = await open('const other = 1;\n‸');
    const editor = await open(start);
    const done = generate();
    await until(() => editor.document.getText().length > before.length + 5, 'Writing something');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await done;
    await until(() => editor.document.isClosed, 'Closing');
    await keys.focusEditor();
    await keys.press('Escape');
    assert.equal(other.document.getText(), 'const other = 1;\n');
    const status = await keys.texts('.statusbar-item');
    assert.ok(!status.some((text) => text.includes('to accept') || text.includes('Writing')), status.join());
  });

  it('keeps CRLF line endings and restores every byte when discarded', async () => {
    const editor = await open(`${start}\n}\n`, 'typescript', vscode.EndOfLine.CRLF);
    const whole = editor.document.getText();
    const text = await preview(editor);
    assert.ok(!/[^\r]\n/.test(text));
    assert.ok(text.split('\r\n').length > whole.split('\r\n').length, text);
    await keys.press('Alt+BracketRight');
    await waitForLens('Another (2 of ');
    await discard(editor, whole);
  });

  it('says so when the document is read-only', async () => {
    const editor = await openFile(before);
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    try {
      await generate();
      await waitForMessage((text) => text.includes('read-only'));
      assert.equal(editor.document.getText(), before);
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    }
  });

  it('shows its keys after the text when code lenses are off', async () => {
    const configuration = vscode.workspace.getConfiguration('editor');
    await configuration.update('codeLens', false, vscode.ConfigurationTarget.Global);
    try {
      await open(start);
      await generate();
      await keys.waitForText('.statusbar-item', (text) => text.includes('to accept'));
      await keys.screenshot('generate-without-lens');
    } finally {
      await configuration.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('works in a notebook cell', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, before, 'typescript');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(0, 1)] });
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { document } = notebook.cellAt(0);
    await until(() => vscode.window.activeTextEditor?.document === document, 'Editing the cell');
    await keys.click({ selector: '.view-line', text: 'export class' });
    await keys.press('Control+End');
    const editor = vscode.window.activeTextEditor!;
    await until(() => editor.selection.active.line === document.lineCount - 1, 'The cursor at the end');
    await generate();
    await until(() => document.getText().length > before.length, 'Writing in the cell');
    await waitForPreview();
    await keys.screenshot('generate-notebook');
    await discard(editor, before);
  });
});
