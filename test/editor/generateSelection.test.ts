import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { discard, rows, start, untilText, waitForNoLens, waitForPreview } from './generateSupport.js';
import { closeAll, keys, open, select, until, withSetting } from './support.js';

/** Opens a document with the text in « » selected. */
async function openSelected(marked: string): Promise<vscode.TextEditor> {
  const [before, selected, after] = marked.split(/[«»]/) as [string, string, string];
  const editor = await open(`${before}‸${selected}${after}`);
  const { document } = editor;
  const at = (offset: number): vscode.Position => document.positionAt(offset);
  await select(editor, [new vscode.Selection(at(before.length), at(before.length + selected.length))]);
  return editor;
}

/** Generates by key and takes a row of the list, by keys as well. */
async function choose(wanted: string): Promise<void> {
  await keys.press('Alt+Enter');
  await keys.waitForText(rows, (text) => text.includes(wanted));
  await keys.type(wanted);
  await keys.press('Enter');
}

describe('Generate with a selection', () => {
  afterEach(closeAll);

  it('completes inside it, and restores it selected when discarded', async () => {
    await withSetting('temperature', 0, async () => {
      const text = 'const items = [1, 2];\nfor (let i = 0; i < «wrong + thing»; i++) {\n  sum += items[i];\n}\n';
      const editor = await openSelected(text);
      const whole = editor.document.getText();
      const { selection } = editor;
      await choose('Fill in');
      await waitForPreview();
      await keys.screenshot('generate-inside');
      const written = editor.document.getText();
      assert.ok(!written.includes('wrong + thing'), written);
      assert.ok(written.startsWith('const items = [1, 2];\nfor (let i = 0; i < '), written);
      assert.ok(written.endsWith('; i++) {\n  sum += items[i];\n}\n'), written);
      assert.ok(editor.selection.isEmpty);
      await discard(editor, whole);
      await until(() => editor.selection.isEqual(selection), 'Being selected again');
      await waitForNoLens();
      await choose('Fill in');
      await waitForPreview();
      await keys.press('Tab');
      await waitForNoLens();
      assert.equal(editor.document.getText(), written);
      await keys.press('Control+z');
      await untilText(editor, whole, 'Undoing');
    });
  });

  it('continues after it', async () => {
    const editor = await openSelected(`«${start.replace('‸', '»')}`);
    const whole = editor.document.getText();
    await choose('Continue after');
    await waitForPreview();
    assert.ok(editor.document.getText().startsWith(whole));
    await discard(editor, whole);
  });

  it('writes code below a comment at its indentation and keeps the comment', async () => {
    await withSetting('seed', 7, async () => {
      const commented = start.replace('  get', '  // The width.\n  get').replace(/ {2}get height.*/s, '');
      const editor = await openSelected(`${commented}  «// The height.»\n}\n`);
      const whole = editor.document.getText();
      await keys.press('Alt+Enter');
      await keys.waitForText(rows, (text) => text.includes('Write code for the comment'));
      await keys.screenshot('generate-selection');
      await keys.press('Enter');
      await waitForPreview();
      await keys.screenshot('generate-comment');
      const lines = editor.document.getText().split('\n');
      const comment = lines.indexOf('  // The height.');
      assert.ok(comment > 0, lines.join('\n'));
      assert.match(lines[comment + 1]!, /^ {2}\S/);
      assert.equal(lines.at(-2), '}');
      assert.ok(editor.selection.isEmpty);
      await discard(editor, whole);
    });
  });

  it('has no action for comments when none is selected, and changes nothing on Escape', async () => {
    const editor = await openSelected('// A comment.\nconst «a» = 1;\n');
    const whole = editor.document.getText();
    await keys.press('Alt+Enter');
    await keys.waitForText(rows, (text) => text.includes('Fill in'));
    const texts = await keys.texts(rows);
    assert.ok(!texts.some((text) => text.includes('for the comment')), texts.join());
    await keys.press('Escape');
    assert.equal(editor.document.getText(), whole);
  });
});
