import assert from 'node:assert/strict';
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
import { closeAll, keys, open, textAtCursor, until, waitForMessage, withSetting, withSettings } from './support.js';

const before = start.replace('‸', '');
const beforeLong = longStart.replace('‸', '');

describe('Generate', () => {
  afterEach(closeAll);

  it('writes several lines at the cursor, which Tab accepts and one undo removes', async () => {
    await withSetting('seed', 7, async () => {
      const editor = await open(start);
      await keys.press('Alt+Enter');
      await waitForPreview();
      const written = editor.document.getText();
      await keys.screenshot('generate');
      assert.ok(written.startsWith(before));
      assert.ok(written.slice(before.length).includes('\n'), written);
      await keys.press('Tab');
      await waitForNoLens();
      assert.equal(editor.document.getText(), written);
      await keys.press('Control+z');
      await until(() => textAtCursor(editor) === start, 'Undoing all at once');
    });
  });

  it('replaces the auto-closed bracket when it writes one itself', async () => {
    await withSettings({ temperature: 0, seed: 7 }, async () => {
      const editor = await open(
        'const items = [1, 2];\nconst names = [];\nfor (let i = 0; i < items.length; i++) {\n  names.push(items[i]);\n}\nfor (let i = 0; i < names.‸)\n',
      );
      const text = await preview(editor);
      assert.equal(text.split('(').length, text.split(')').length, text);
      assert.ok(textAtCursor(editor).endsWith('‸\n'), textAtCursor(editor));
      await keys.press('Alt+BracketRight');
      await waitForLens('Another (2 of ');
      assert.ok(textAtCursor(editor).endsWith('‸\n'), textAtCursor(editor));
      await discard(
        editor,
        'const items = [1, 2];\nconst names = [];\nfor (let i = 0; i < items.length; i++) {\n  names.push(items[i]);\n}\nfor (let i = 0; i < names.)\n',
      );
    });
  });

  it('writes the same text when the seed is the same', async () => {
    await withSetting('seed', 11, async () => {
      const first = await open(start);
      const text = await preview(first);
      await discard(first, before);
      const second = await open(start);
      assert.equal(await preview(second), text);
    });
  });

  it('stops on the first Escape and discards the text on the second', async () => {
    await withSettings(long, async () => {
      const editor = await open(longStart);
      const done = generate();
      await until(() => editor.document.getText().length > beforeLong.length + 5, 'Writing something');
      await keys.press('Escape');
      await done;
      const text = editor.document.getText();
      await waitForPreview();
      assert.equal(editor.document.getText(), text);
      await discard(editor, beforeLong);
      assert.equal(textAtCursor(editor), longStart);
    });
  });

  it('shows the rate while it writes', async () => {
    await withSettings(long, async () => {
      await open(longStart);
      const done = generate();
      const status = await keys.waitForText('.statusbar-item', (text) => /\d+ tokens\/s/.test(text));
      assert.match(status, /Generating… \d+ tokens\/s/);
      await keys.press('Escape');
      await done;
      await waitForPreview();
    });
  });

  it('continues in place when the user types above, which one undo keeps', async () => {
    await withSettings(long, async () => {
      const alone = await open(`// \n${longStart}`);
      const expected = await preview(alone);
      await discard(alone, `// \n${beforeLong}`);
      const editor = await open(`// \n${longStart}`);
      const done = generate();
      await until(() => editor.document.getText().length > beforeLong.length + 10, 'Writing something');
      await keys.press('Control+Home');
      await keys.type('note ');
      await done;
      await until(() => editor.document.getText().startsWith('note //'), 'Typing above');
      assert.equal(editor.document.getText(), `note ${expected}`);
      await vscode.commands.executeCommand('inkling.acceptPreview');
      assert.equal(editor.document.getText(), `note ${expected}`);
      await keys.press('Control+z');
      await untilText(editor, `note // \n${beforeLong}`, 'Undoing what was generated');
    });
  });

  it('trims its text in place when the user types above at that moment', async () => {
    const editor = await open(
      `// \nconst items = [1, 2];\nconst names = [];\nfor (let i = 0; i < items.length; i++) {\n  names.push(items[i]);\n}\nfor (let i = 0; i < names.‸)\n`,
    );
    await withSetting('temperature', 0, async () => {
      const expected = await preview(editor);
      await discard(
        editor,
        '// \nconst items = [1, 2];\nconst names = [];\nfor (let i = 0; i < items.length; i++) {\n  names.push(items[i]);\n}\nfor (let i = 0; i < names.)\n',
      );
      const listener = vscode.workspace.onDidChangeTextDocument(({ contentChanges: [change] }) => {
        // Once for each edit of the preview's: the next one, such as the last that trims the end, meets it on its way.
        if (change && change.rangeOffset > 3) {
          void editor.edit((edit) => edit.insert(new vscode.Position(0, 3), 'x'));
        }
      });
      await preview(editor);
      listener.dispose();
      const typed = /^\/\/ (x+)\n/.exec(editor.document.getText())?.[1];
      assert.ok(typed, editor.document.getText());
      assert.equal(editor.document.getText(), expected.replace('// ', `// ${typed}`));
    });
  });

  it('stops when the user types at its end, and discards only its own text', async () => {
    await withSettings(long, async () => {
      const editor = await open(longStart);
      const done = generate();
      await until(() => editor.document.getText().length > beforeLong.length + 5, 'Writing something');
      await keys.type('§');
      await done;
      await until(() => editor.document.getText().endsWith('§'), 'Typing at its end');
      const text = editor.document.getText();
      assert.equal(text.split('§').length, 2, text);
      await waitForPreview();
      assert.equal(editor.document.getText(), text);
      await discard(editor, `${beforeLong}§`);
      await waitForNoLens();
    });
  });

  it('says what to do when no editor is open', async () => {
    await closeAll();
    await generate();
    await waitForMessage((text) => text.startsWith('Open a file first'));
  });

  it('shows its progress', async () => {
    await withSettings(long, async () => {
      await open(longStart);
      const done = generate();
      await until(() => vscode.window.activeTextEditor!.document.getText().length > beforeLong.length + 60, 'Writing');
      await keys.screenshot('generate-writing');
      await vscode.commands.executeCommand('inkling.cancelGenerate');
      await done;
    });
  });
});
