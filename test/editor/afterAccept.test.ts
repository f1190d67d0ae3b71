import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, expectSameGhost, keys, open, parseJson, textAtCursor, until } from './support.js';

/** What the open document says in its first function is known in the second. */
const twice = `export function describe(values: number[]) {
  const total = sum(values);
  const mean = total / values.length;
  const spread = deviation(values, mean);
  return { total, mean, spread };
}

export function describeSorted(values: number[]) {
  const total =‸
}
`;

const nextLine = '  const mean = total / values.length;';

/** Types and takes what ends the line. */
async function acceptLine(): Promise<vscode.TextEditor> {
  const editor = await open(twice);
  await keys.type(' ');
  await accept(editor, await keys.waitForGhost('sum(values);'));
  return editor;
}

describe('after accepting ghost text', () => {
  afterEach(closeAll);

  it('word by word, the rest stays as it is', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    const before = textAtCursor(editor);
    await keys.press('Control+ArrowRight');
    await until(() => textAtCursor(editor) !== before, 'Taking a word');
    const taken = textAtCursor(editor).length - before.length;
    await keys.waitForGhost(ghost.slice(taken));
    await expectSameGhost(ghost.slice(taken));
    await accept(editor, ghost.slice(taken));
  });

  it('undoing brings it back', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    const before = textAtCursor(editor);
    await accept(editor, ghost);
    await keys.press('Control+Z');
    await until(() => textAtCursor(editor) === before, 'Undoing');
    await keys.type(ghost[0]!);
    await keys.waitForGhost(ghost.slice(1));
  });

  describe('to the end of a line', () => {
    const learn = (isOn: boolean): Thenable<void> =>
      vscode.workspace.getConfiguration('inkling').update('workspace.learn', isOn, true);

    before(() => learn(true));
    after(() => learn(false));

    it('the next line appears, and the next', async () => {
      const editor = await acceptLine();
      await keys.waitForGhost(nextLine);
      await keys.screenshot('next-line');
      await keys.press('Tab');
      await until(() => editor.document.getText().includes(`sum(values);\n${nextLine}\n}`), 'Taking the next line');
      await keys.waitForGhost('  const spread = deviation(values, mean);');
    });

    it('the next line stays when it is begun with Enter', async () => {
      const editor = await acceptLine();
      await keys.waitForGhost(nextLine);
      await keys.press('Enter');
      await keys.waitForGhost(nextLine.trimStart());
      assert.match(textAtCursor(editor), /sum\(values\);\n {2}‸\n/);
    });
  });
});
