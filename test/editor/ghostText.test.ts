import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeAll, expectNoGhost, keys, open, parseJson, textAtCursor, until } from './support.js';

describe('ghost text', () => {
  afterEach(closeAll);

  it('appears while the user types, and Tab inserts exactly the text shown', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await keys.screenshot('ghost-text');
    await accept(editor, ghost);
  });

  it('keeps its rest when the user types along, and comes back when they delete', async () => {
    await open(parseJson);
    await keys.type('.');
    const ghost = await keys.waitForGhost();
    await keys.type(ghost.slice(0, 2));
    await keys.waitForGhost(ghost.slice(2));
    await keys.press('Backspace');
    await keys.waitForGhost(ghost.slice(1));
  });

  it('appears when its confidence reaches the threshold some keys later', async () => {
    await open(parseJson.replace('JSON‸', '‸'));
    await keys.type('JSON.', 60);
    assert.match(await keys.waitForGhost(), /^(?:parse|stringify)\(text\);$/);
  });

  it('is dismissed by Escape without changing the document', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost();
    const before = textAtCursor(editor);
    await keys.press('Escape');
    await keys.waitForNoGhost();
    assert.equal(textAtCursor(editor), before);
  });

  it('replaces the auto-closed bracket', async () => {
    const editor = await open(parseJson.replace('JSON‸', 'JSON.parse‸'));
    await keys.type('(');
    await keys.waitForGhost('text;');
    assert.match(textAtCursor(editor), /JSON\.parse\(‸\)\n/);
    await keys.press('Tab');
    await until(() => editor.document.lineAt(9).text === '  return JSON.parse(text);', 'Taking the suggestion');
  });

  it('does not appear before a word', async () => {
    await open(parseJson.replace('JSON‸', 'JSON‸parse'));
    await keys.type('.');
    await expectNoGhost();
  });

  it('does not appear when more than closing brackets follow on the line', async () => {
    await open(parseJson.replace('JSON‸', 'JSON‸ + 1'));
    await keys.type('.');
    await expectNoGhost();
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await expectNoGhost();
  });

  it('has CRLF line endings when the document does', async () => {
    const editor = await open(parseJson, 'typescript', vscode.EndOfLine.CRLF);
    await keys.type('.');
    await accept(editor, await keys.waitForGhost());
    assert.equal(editor.document.getText().replaceAll('\r\n', '').includes('\n'), false);
  });

  it('is inserted at every cursor', async () => {
    const line = 'for (let i = 0; i < items‸\n';
    const editor = await open(`${line}${line}`);
    await keys.type('.');
    // The editor draws it at each cursor.
    const ghost = (await keys.waitForGhost()).split('\n')[0]!;
    await keys.press('Tab');
    const expected = `for (let i = 0; i < items.${ghost}\n`.repeat(2);
    await until(() => editor.document.getText() === expected, expected);
  });

  it('ignores the first item of the suggest widget when nothing of it is typed', async () => {
    await open(parseJson);
    await keys.type('.');
    await keys.waitForGhost('parse(text);');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    const rows = '.suggest-widget.visible .monaco-list-row';
    await keys.waitForText(rows, (text) => text.startsWith('parse'));
    await keys.waitForGhost('parse(text);');
    await keys.press('ArrowDown');
    await keys.waitForNoGhost();
  });

  it('continues the item that is selected in the suggest widget', async () => {
    const editor = await open(parseJson);
    await keys.type('.');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await keys.waitForText('.suggest-widget.visible .monaco-list-row', (text) => text.startsWith('parse'));
    await keys.type('pa');
    await keys.waitForGhost('rse(text);');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    await until(() => editor.document.lineAt(9).text === '  return JSON.parse(text);', 'Taking the suggestion');
  });
});
