import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectSameGhost, keys, open, textAtCursor, until } from './support.js';

/** Two endings of one line, so that two suggestions begin alike. */
const twoEndings = `const first = measure(document, left);
const second = measure(document, right);
const third = measure(document, left);
const fourth = measure(document, right);
const fifth = measure‸
`;

const withoutClosers = (text: string): string => text.replace(/[)\]}]/g, '');
const isAlike = (one: string, other: string): boolean =>
  one !== other && /^\w+/.exec(one)?.[0] === /^\w+/.exec(other)?.[0];

/** Displays a suggestion that begins with the same word as the first one, and returns it. */
async function displayAnother(first: string): Promise<string> {
  for (let shown = first; ;) {
    await keys.press('Alt+BracketRight');
    shown = await keys.waitForGhost((ghost) => ghost !== '' && ghost !== shown);
    assert.notEqual(shown, first, 'All of them begin with different words.');
    if (isAlike(shown, first)) return shown;
  }
}

async function openWithAnother(): Promise<{ editor: vscode.TextEditor; first: string; another: string }> {
  const editor = await open(twoEndings);
  await keys.type('(');
  await keys.waitForGhost();
  await keys.press('Alt+Backslash');
  // VS Code still shows the suggestion of before, alone, until all of them are there.
  await expectSameGhost(await keys.waitForGhost());
  const first = await keys.waitForGhost();
  return { editor, first, another: await displayAnother(first) };
}

/** The text that was inserted since. */
function insertedSince(editor: vscode.TextEditor, before: string): string {
  return textAtCursor(editor).slice(before.indexOf('‸')).split('‸')[0]!;
}

describe('another suggestion than the first one', () => {
  afterEach(closeAll);

  it('stays when it is accepted word by word', async () => {
    const { editor, another } = await openWithAnother();
    const before = textAtCursor(editor);
    await keys.press('Control+ArrowRight');
    await until(() => textAtCursor(editor) !== before, 'Accepting a word');
    const rest = another.slice(insertedSince(editor, before).length);
    await keys.waitForGhost(rest);
    await expectSameGhost(rest);
    await keys.press('Tab');
    const line = `const fifth = measure(${another}`;
    await until(() => withoutClosers(editor.document.lineAt(4).text) === withoutClosers(line), line);
  });

  it('stays when words are accepted faster than VS Code asks for suggestions', async () => {
    const { editor, another } = await openWithAnother();
    const before = textAtCursor(editor);
    for (let words = 1, last = before; words <= 3; words++, last = textAtCursor(editor)) {
      await keys.press('Control+ArrowRight');
      // VS Code asks 50 ms after a change; a key that comes before a word is there moves the cursor instead.
      await until(
        () => textAtCursor(editor) !== last,
        () => `Accepting word ${words} of ${another} in ${last}`,
      );
    }
    const inserted = insertedSince(editor, before);
    assert.ok(inserted.length > another.search(/\W/) + 2, inserted);
    assert.equal(inserted, another.slice(0, inserted.length));
  });

  it('stays when its start is typed', async () => {
    const { another } = await openWithAnother();
    await keys.type(another.slice(0, 3));
    await keys.waitForGhost(another.slice(3));
    await expectSameGhost(another.slice(3));
  });

  for (const command of ['acceptNextWord', 'acceptNextLine'])
    it(`stays when a part is accepted by ${command}, as from the toolbar`, async () => {
      const { editor, another } = await openWithAnother();
      const before = textAtCursor(editor);
      await vscode.commands.executeCommand(`editor.action.inlineSuggest.${command}`);
      await until(() => textAtCursor(editor) !== before, 'Accepting a part');
      const rest = another.slice(insertedSince(editor, before).length);
      if (rest === '') return;
      await keys.waitForGhost(rest);
      await expectSameGhost(rest);
    });

  it('is the one that Tab accepts, and the first one again after going back', async () => {
    const { editor, first, another } = await openWithAnother();
    for (let shown = another; shown !== first;) {
      await keys.press('Alt+BracketLeft');
      const before = shown;
      shown = await keys.waitForGhost((ghost) => ghost !== '' && ghost !== before);
      assert.notEqual(shown, another, 'Going back does not come to the first one.');
    }
    await keys.type(first.slice(0, 3));
    await keys.waitForGhost(first.slice(3));
    await keys.press('Tab');
    const line = `const fifth = measure(${first}`;
    await until(() => withoutClosers(editor.document.lineAt(4).text) === withoutClosers(line), line);
  });
});
