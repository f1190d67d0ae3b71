import assert from 'node:assert/strict';
import { discard, preview, start, waitForNoLens } from '../editor/generateSupport.js';
import { closeAll, keys, open, textAtCursor, until, withSetting } from '../editor/support.js';

const before = start.replace('‸', '');

describe('Generate in a browser', () => {
  afterEach(closeAll);

  it('writes several lines, which Tab accepts and one undo removes', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      const written = await preview(editor);
      await keys.screenshot('web-generate');
      assert.ok(written.startsWith(before));
      assert.ok(written.slice(before.length).includes('\n'), written);
      await keys.press('Tab');
      await waitForNoLens();
      assert.equal(editor.document.getText(), written);
      await keys.press('Control+z');
      await until(() => textAtCursor(editor) === start, 'Undoing all at once');
    });
  });

  it('restores the text when the user presses Escape', async () => {
    const editor = await open(start);
    await preview(editor);
    await discard(editor, before);
  });
});
