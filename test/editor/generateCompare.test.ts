import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { preview, rows, start, untilText, waitForNoLens } from './generateSupport.js';
import { closeAll, keys, open, textAtCursor, until, withSetting } from './support.js';

const before = start.replace('‸', '');

const diffTab = (): vscode.TabInputTextDiff | undefined =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .map(({ input }) => input)
    .find((input): input is vscode.TabInputTextDiff => input instanceof vscode.TabInputTextDiff);

/** The text that the difference shows beside. */
const compared = (): string | undefined => {
  const uri = diffTab()?.modified.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.getText();
};

/** Waits until all texts are written: some are known when the list opens, so its rows do not tell. */
async function untilWritten(): Promise<void> {
  await keys.waitForText(rows, (text) => text.includes('beam search') && /\d+%/.test(text), 45_000);
  const progress = '.quick-input-widget .monaco-progress-container.active';
  const deadline = Date.now() + 45_000;
  while ((await keys.texts(progress)).length > 0) {
    assert.ok(Date.now() < deadline, 'Not all texts are written within 45 s.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // The list is drawn once more, a moment later; a key pressed at that moment may be lost.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

describe('Generate: comparing', () => {
  afterEach(closeAll);

  it('lists texts with probabilities, shows the selected one beside, and Enter accepts it', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      const first = await preview(editor);
      await keys.press('Alt+Backslash');
      await untilWritten();
      await until(() => compared() === first, 'The first text beside', 45_000);
      const texts = await keys.texts(rows);
      assert.ok(texts.length >= 3, texts.join('\n'));
      await keys.press('ArrowDown');
      await until(() => compared() !== first && compared() !== undefined, 'The second text beside');
      const second = compared()!;
      await keys.screenshot('generate-compare');
      assert.equal(editor.document.getText(), first);
      await keys.press('Enter');
      await untilText(editor, second, 'Taking the second');
      await until(() => diffTab() === undefined, 'Closing the difference');
      await keys.focusEditor();
      await keys.press('Tab');
      await waitForNoLens();
      await keys.press('Control+z');
      await until(() => textAtCursor(editor) === start, 'Undoing all at once');
    });
  });

  it('changes nothing when the user presses Escape', async () => {
    const editor = await open(start);
    const first = await preview(editor);
    await keys.press('Alt+Backslash');
    await keys.waitForText(rows, (text) => text !== '');
    await until(() => diffTab() !== undefined, 'The difference', 45_000);
    await keys.press('ArrowDown');
    await keys.press('Escape');
    await until(() => diffTab() === undefined, 'Closing the difference');
    assert.equal(vscode.window.tabGroups.all.length, 1);
    assert.equal(editor.document.getText(), first);
    await keys.focusEditor();
    await keys.press('Control+z');
    await untilText(editor, before, 'Undoing');
  });
});
