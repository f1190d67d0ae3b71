/** The harness itself: keys pressed in the page arrive in a document that the extension host sees. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys } from './support.js';

describe('the harness', () => {
  afterEach(closeAll);

  it('types into a document with real keys', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: '' });
    await vscode.window.showTextDocument(document);
    await keys.focusEditor();
    await keys.type('hello world');
    await waitForText(document, 'hello world');
    await keys.press('Control+Backspace');
    await waitForText(document, 'hello ');
  });
});

/** A key pressed in the page reaches the extension host some milliseconds later. */
async function waitForText(document: vscode.TextDocument, text: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (document.getText() !== text && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(document.getText(), text);
}
