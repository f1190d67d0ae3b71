import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  discard,
  generate,
  keysKnow,
  longStart,
  preview,
  rows,
  start,
  untilText,
  waitForNoLens,
  waitForPreview,
} from './generateSupport.js';
import { closeAll, keys, open, select, until, withSettings } from './support.js';

const other = longStart.replace('‸', '');
/** Two places for text: after the first part, and at the end. */
const both = `${other}  }\n}\n\n${start}`;
const before = both.replace('‸', '');
// A few lines are enough, and several texts of them are written for each preview.
const fixed = { seed: 7, 'generate.maxTokens': 48 };

/** Moves the cursor to the first place and asks for text there; resolves once Inkling asks about the open preview. */
async function generateAbove(editor: vscode.TextEditor): Promise<void> {
  const above = editor.document.positionAt(other.length);
  await select(editor, [new vscode.Selection(above, above)]);
  await keysKnow();
  await keys.press('Alt+Enter');
  await keys.waitForText(rows, (text) => text.includes('Discard it'));
}

async function choose(text: string): Promise<void> {
  await keys.type(text);
  await keys.press('Enter');
}

describe('Generate while a preview is open', () => {
  afterEach(closeAll);

  it('asks first, and changes nothing when the user presses Escape', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      const first = await preview(editor);
      await generateAbove(editor);
      await keys.screenshot('generate-second');
      await keys.press('Escape');
      await keys.focusEditor();
      assert.equal(editor.document.getText(), first);
      await waitForPreview();
      const end = editor.document.positionAt(first.length);
      await select(editor, [new vscode.Selection(end, end)]);
      await keysKnow();
      await discard(editor, before);
    });
  });

  it('discards the first text when asked to, and writes at the cursor', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      await preview(editor);
      await generateAbove(editor);
      await choose('Discard');
      const end = before.slice(other.length);
      const isAbove = (text: string): boolean => text.endsWith(end) && text !== before;
      await until(() => isAbove(editor.document.getText()), 'Writing above');
      await waitForPreview();
      await discard(editor, before);
    });
  });

  it('keeps the first text when asked to, and writes at the cursor', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      const first = await preview(editor);
      await generateAbove(editor);
      await choose('Accept');
      await until(() => editor.document.getText().length > first.length, 'Writing above');
      await waitForPreview();
      assert.ok(editor.document.getText().endsWith(first.slice(other.length)));
      await discard(editor, first);
      await keys.press('Control+z');
      await untilText(editor, before, 'Undoing the first text');
    });
  });

  it('names the file of the open preview, and goes there', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      const first = await preview(editor);
      const name = editor.document.uri.path;
      const second = await open('const other = 1;\n‸');
      await keys.waitForText('.statusbar-item', (text) => text.includes(`to accept in ${name}`));
      await keys.press('Alt+Enter');
      await keys.waitForText(rows, (text) => text.includes('Go to it'));
      await choose('Go to');
      await until(() => vscode.window.activeTextEditor?.document === editor.document, 'Going there');
      assert.equal(second.document.getText(), 'const other = 1;\n');
      await waitForPreview();
      await keys.focusEditor();
      assert.equal(editor.document.getText(), first);
      await discard(vscode.window.activeTextEditor!, before);
    });
  });

  it('discards the text in another file when asked to', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      await preview(editor);
      const second = await open(longStart);
      await keys.press('Alt+Enter');
      await keys.waitForText(rows, (text) => text.includes('Discard it'));
      await choose('Discard');
      await until(() => second.document.getText().length > other.length, 'Writing');
      await waitForPreview();
      assert.equal(editor.document.getText(), before);
      await discard(second, other);
    });
  });

  it('writes once when the key is pressed several times', async () => {
    await withSettings(fixed, async () => {
      const editor = await open(both);
      const expected = await preview(editor);
      await discard(editor, before);
      await waitForNoLens();
      await Promise.all([generate(), generate(), generate()]);
      await waitForPreview();
      assert.equal(editor.document.getText(), expected);
      assert.deepEqual(await keys.texts(rows), []);
      await discard(editor, before);
    });
  });
});
