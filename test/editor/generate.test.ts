import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys, open, textAtCursor, until, waitForMessage, withSetting } from './support.js';

const start = 'import { readFile } from "node:fs/promises";\n\nexport async function load(path: string) {\n‸';

describe('Generate', () => {
  afterEach(closeAll);

  const generate = (): Thenable<unknown> => vscode.commands.executeCommand('inkling.generate');

  it('writes past newlines at the cursor, and one undo takes it all back', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      await generate();
      const written = editor.document.getText();
      await keys.screenshot('generate');
      assert.ok(written.startsWith(start.replace('‸', '')));
      assert.ok(written.slice(start.length - 1).includes('\n'), written);
      await keys.focusEditor();
      await keys.press('Control+z');
      await until(() => textAtCursor(editor) === start, 'Undoing all at once');
    });
  });

  it('takes away the closer that the editor typed ahead where it writes one itself', async () => {
    await withSetting('temperature', 0, async () => {
      const editor = await open('const items = [1, 2];\nfor (let i = 0; i < items.‸)\n');
      await generate();
      const text = editor.document.getText();
      assert.equal(text.split('(').length, text.split(')').length, text);
    });
  });

  it('writes the same with the same seed', async () => {
    await withSetting('seed', 11, async () => {
      const first = await open(start);
      await generate();
      const text = first.document.getText();
      const second = await open(start);
      await generate();
      assert.equal(second.document.getText(), text);
    });
  });

  it('stops at once with Escape; one undo takes back what is there', async () => {
    await withSetting('generate.maxTokens', 512, async () => {
      await withSetting('temperature', 1.5, async () => {
        const editor = await open(start);
        const done = generate();
        await until(() => editor.document.getText().length > start.length + 5, 'Writing something');
        await keys.press('Escape');
        await done;
        const length = editor.document.getText().length;
        await new Promise((resolve) => setTimeout(resolve, 300));
        assert.equal(editor.document.getText().length, length);
        await keys.focusEditor();
        await keys.press('Control+z');
        await until(() => textAtCursor(editor) === start, 'Undoing all at once');
      });
    });
  });

  it('goes on at its own place while something is typed elsewhere', async () => {
    await withSetting('seed', 7, async () => {
      const alone = await open(`// \n${start}`);
      await generate();
      const expected = alone.document.getText();
      const editor = await open(`// \n${start}`);
      const done = generate();
      await until(() => editor.document.getText().length > start.length + 5, 'Writing something');
      const note = (): Thenable<boolean> =>
        editor.edit((edit) => edit.insert(new vscode.Position(0, 3), 'note'), {
          undoStopBefore: false,
          undoStopAfter: false,
        });
      // An edit by program is refused when another one comes between; a person's key never is.
      while (!(await note()));
      await done;
      assert.equal(editor.document.getText(), expected.replace('// ', '// note'));
    });
  });

  it('says what to do without an editor', async () => {
    await closeAll();
    await generate();
    await waitForMessage((text) => text.startsWith('Open a file first'));
  });
});
