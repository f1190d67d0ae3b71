import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, keys, open, withSetting } from './support.js';

const testOf = (name: string): string => `test('${name}', () => {
  const box = new Box('blue');
  box.open();
  expect(box.isOpen).toBe(true);
});

`;

/** A body that three others before it tell, about to be opened. */
const boxes = `import { Box } from './box';

${['one', 'two', 'three'].map(testOf).join('')}test('four', () => ‸);
`;

/** The ghost text's later lines are drawn apart from its first one, and may be there before it. */
const severalLines = /^\S.*\n/;

/** Opens the body with real keys, as the editor closes and indents it. */
async function openBody(eol?: vscode.EndOfLine): Promise<vscode.TextEditor> {
  const editor = await open(boxes, 'typescript', eol);
  await keys.type('{');
  await keys.press('Enter');
  return editor;
}

describe('multiline suggestions', () => {
  // A small model is confident of several lines only where it can copy from earlier in the document.
  const learn = (isOn: boolean): Thenable<void> =>
    vscode.workspace.getConfiguration('inkling').update('workspace.learn', isOn, true);

  before(() => learn(true));
  after(() => learn(false));
  afterEach(closeAll);

  it('fill an empty body and close it once', async () => {
    const editor = await openBody();
    const ghost = await keys.waitForGhost(severalLines);
    await keys.screenshot('block');
    await accept(editor, ghost);
    const text = editor.document.getText();
    assert.equal(text.split('});').length, boxes.split('});').length + 1, text);
    assert.match(text, /\n\}\);\n$/);
  });

  it('have CRLF when the document does', async () => {
    const editor = await openBody(vscode.EndOfLine.CRLF);
    const ghost = await keys.waitForGhost(severalLines);
    await keys.press('Tab');
    const line = ghost.split('\n').at(-1)!;
    await keys.waitForNoGhost();
    assert.ok(editor.document.getText().includes(`\r\n${line}\r\n});`), editor.document.getText());
    assert.equal(editor.document.getText().replaceAll('\r\n', '').includes('\n'), false);
  });

  it('end with the line when no block is open', async () => {
    await open(boxes.replace('() => ‸', '() => {\n  const box = new Box‸'));
    await keys.type('(');
    assert.ok(!(await keys.waitForGhost()).includes('\n'));
  });

  it('end with the line in a body when the setting says so', async () => {
    await withSetting('mode', 'line', async () => {
      await openBody();
      assert.ok(!(await keys.waitForGhost()).includes('\n'));
    });
  });
});
