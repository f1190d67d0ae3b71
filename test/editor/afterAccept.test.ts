import type * as vscode from 'vscode';
import { learnsFromPlanted, write } from './planted.js';
import { accept, closeAll, expectSameGhost, keys, open, parseJson, textAtCursor, until } from './support.js';

const describing = (name: string): string => `export function describe${name}(values: number[]) {
  const total = sum(values);
  const mean = total / values.length;
  const spread = deviation(values, mean);
  return { total, mean, spread };
}
`;

/** Another one each time: a suggestion at the very same place would be remembered. */
let asked = 0;
const begun = (): string => `${describing('')}
export function describe${asked++}(values: number[]) {
  const total =‸
}
`;

const nextLine = '  const mean = total / values.length;';

/** Types, and accepts the end of the line. */
async function acceptLine(): Promise<vscode.TextEditor> {
  const editor = await open(begun());
  await keys.type(' ');
  await accept(editor, await keys.waitForGhost('sum(values);'));
  return editor;
}

describe('after accepting ghost text', () => {
  afterEach(closeAll);

  it('keeps the rest when it is accepted word by word', async () => {
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

  it('shows it again when the user undoes the acceptance', async () => {
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
    learnsFromPlanted();

    beforeEach(async () => {
      // Lines that several functions of another file have are more confident than those that a model copies.
      await write('src/plain.ts', ['First', 'Second', 'Third', 'Fourth'].map(describing).join('\n'));
      const deadline = Date.now() + 30_000;
      for (let isLearned = false; !isLearned;) {
        await acceptLine();
        isLearned = await keys.waitForGhost(nextLine, 2_000).then(
          () => true,
          () => false,
        );
        if (!isLearned && Date.now() > deadline) throw new Error('The next line is not learned.');
        await closeAll();
      }
    });

    it('shows the next line, and the one after it', async () => {
      const editor = await acceptLine();
      await keys.waitForGhost(nextLine);
      await keys.screenshot('next-line');
      await keys.press('Tab');
      await until(() => editor.document.getText().includes(`sum(values);\n${nextLine}\n}`), 'Taking the next line');
      await keys.waitForGhost('  const spread = deviation(values, mean);');
    });

    it('keeps the next line when the user presses Enter', async () => {
      const editor = await acceptLine();
      await keys.waitForGhost(nextLine);
      await keys.press('Enter');
      // The ghost text before the key has this text as well, so the document tells when the key has arrived.
      await until(() => /sum\(values\);\n {2}‸\n/.test(textAtCursor(editor)), 'The new line');
      await keys.waitForGhost(nextLine.trimStart());
    });
  });
});
