import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  discard,
  generate,
  keysKnow,
  long,
  longStart,
  preview,
  start,
  untilText,
  waitForNoLens,
  waitForPreview,
} from './generateSupport.js';
import { closeAll, keys, open, openFile, select, until, waitForMessage, withSetting, withSettings } from './support.js';

const before = start.replace('‸', '');
const beforeLong = longStart.replace('‸', '');

const toAccept = (text: string): boolean => text.includes('to accept');

/** Puts the cursor into the preview, which ends the document, before its last characters. */
async function moveIn(editor: vscode.TextEditor, fromEnd: number): Promise<void> {
  const { document } = editor;
  const position = document.positionAt(document.getText().length - fromEnd);
  await select(editor, [new vscode.Selection(position, position)]);
  await keysKnow();
}

/** Types in the middle of a preview; resolves to the text with it. */
async function typeIn(editor: vscode.TextEditor, typed: string): Promise<string> {
  const text = editor.document.getText();
  await moveIn(editor, 2);
  await keys.type(typed);
  const edited = `${text.slice(0, -2)}${typed}${text.slice(-2)}`;
  await untilText(editor, edited, 'Typing in the preview');
  return edited;
}

describe('Generate: editing around and in the preview', () => {
  afterEach(closeAll);

  it('stays open when the user types and presses Enter at its end, and discarding keeps what was typed', async () => {
    const editor = await open(start);
    const text = await preview(editor);
    await keys.type('; // mine');
    await keys.press('Enter');
    await keys.type('const mine = 1;');
    await until(() => editor.document.getText().endsWith('const mine = 1;'), 'Typing on');
    const typed = editor.document.getText().slice(text.length);
    assert.equal(editor.document.getText(), text + typed);
    await keys.waitForText('.statusbar-item', toAccept);
    await waitForPreview();
    await keys.screenshot('generate-typed-after');
    await keys.press('Escape');
    assert.equal(editor.document.getText(), text + typed);
    await moveIn(editor, typed.length);
    await discard(editor, before + typed);
    await waitForNoLens();
  });

  it('has nothing to decide when the user typed before the text came', async () => {
    await withSettings(long, async () => {
      const editor = await open(longStart);
      const done = generate();
      await keys.type('x');
      await done;
      await waitForNoLens();
      // The key comes before the first token, or at its end: it is never lost.
      await until(() => editor.document.getText().endsWith('x'), 'Typing');
    });
  });

  it('does not ask when the user has undone the typing', async () => {
    const editor = await open(start);
    const text = await preview(editor);
    await typeIn(editor, 'zz');
    await keys.press('Control+z');
    await untilText(editor, text, 'Undoing');
    await discard(editor, before);
  });

  it('keeps the edited text as a version', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      await preview(editor);
      const edited = await typeIn(editor, 'zz');
      await keys.press('Alt+BracketLeft');
      await until(() => !editor.document.getText().includes('zz'), 'Another version');
      await keys.press('Alt+BracketRight');
      await untilText(editor, edited, 'The edited version again');
      await keys.press('Control+Enter');
      await waitForNoLens();
      assert.equal(editor.document.getText(), edited);
    });
  });

  it('stops when the user types in it, and stays open', async () => {
    await withSettings(long, async () => {
      const editor = await open(longStart);
      const done = generate();
      await until(() => editor.document.getText().length > beforeLong.length + 40, 'Writing something');
      const down = Array.from({ length: beforeLong.split('\n').length - 1 }, () => 'ArrowDown');
      for (const key of ['Control+Home', ...down, 'ArrowRight']) await keys.press(key);
      await keys.type('§');
      await done;
      await waitForPreview();
      const text = editor.document.getText();
      assert.equal(text[beforeLong.length + 1], '§', text);
      await keys.press('Tab');
      await waitForNoLens();
      assert.equal(editor.document.getText(), text);
    });
  });

  it('shows the earlier version again when the later one is undone', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(`// \n${start}`);
      const first = await preview(editor);
      await keys.press('Control+Home');
      await keys.type('note ');
      await untilText(editor, `note ${first}`, 'Typing above');
      await moveIn(editor, 0);
      await keys.press('Alt+BracketRight');
      await until(() => editor.document.getText() !== `note ${first}`, 'Another version');
      await waitForPreview();
      await keys.press('Control+z');
      await untilText(editor, `note ${first}`, 'Undoing the second');
      await waitForPreview();
      await moveIn(editor, 0);
      await discard(editor, `note // \n${before}`);
    });
  });

  it('is gone when the user deletes it', async () => {
    const editor = await open(start);
    const text = await preview(editor);
    await keys.press('Control+a');
    await keys.press('Delete');
    await untilText(editor, '', 'Deleting all');
    await waitForNoLens();
    await keys.press('Control+z');
    await untilText(editor, text, 'Undoing');
  });

  it('stays open when it is formatted on saving', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'src', 'formatted.ts');
    const indented = (text: string): string => text.replace(/\n(?=[^\n])/g, '\n ');
    // As linters do that fix on save.
    const formatter = vscode.workspace.onWillSaveTextDocument((event) => {
      const { document } = event;
      const lines = Array.from({ length: document.lineCount - 1 }, (_, n) => document.lineAt(n + 1));
      const edits = lines
        .filter(({ text }) => text !== '')
        .map(({ range }) => vscode.TextEdit.insert(range.start, ' '));
      if (document.uri.toString() === uri.toString()) event.waitUntil(Promise.resolve(edits));
    });
    try {
      const editor = await openFile(uri, before);
      const text = await preview(editor);
      await keys.press('Control+s');
      await untilText(editor, indented(text), 'Formatting');
      await until(() => !editor.document.isDirty, 'Saving');
      await waitForPreview();
      await moveIn(editor, 1);
      await discard(editor, `${indented(before)} `);
    } finally {
      formatter.dispose();
      await closeAll();
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('says so when another extension rewrites the document and its text is not found any more', async () => {
    const editor = await open(start);
    await preview(editor);
    const { document } = editor;
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await editor.edit((edit) => edit.replace(whole, 'const other = 1;\n'));
    await waitForMessage((text) => text.includes('changed together with the text around it'));
    await waitForNoLens();
    assert.equal(document.getText(), 'const other = 1;\n');
  });
});
