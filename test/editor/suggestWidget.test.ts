import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, keys, open, parseJson, textAtCursor, until } from './support.js';

const rows = '.suggest-widget.visible .monaco-list-row';
const line = (editor: vscode.TextEditor): string => editor.document.lineAt(editor.selection.active.line).text;

/** An entry of the list that brings an import along. */
const withImport: vscode.CompletionItemProvider = {
  provideCompletionItems: () => {
    const item = new vscode.CompletionItem('append', vscode.CompletionItemKind.Method);
    item.additionalTextEdits = [vscode.TextEdit.insert(new vscode.Position(0, 0), 'import added\n')];
    return [item];
  },
};

/** Opens the list; the ghost text extends its first entry. */
async function openList(): Promise<vscode.TextEditor> {
  const editor = await open(parseJson);
  await keys.type('.');
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
  await keys.waitForText(rows, (text) => text.startsWith('parse'));
  await keys.waitForGhost('parse(text);');
  return editor;
}

/** Types the start of the first entry, which is selected from then on. */
async function openListAndType(): Promise<vscode.TextEditor> {
  const editor = await openList();
  await keys.type('pa');
  await keys.waitForGhost('rse(text);');
  return editor;
}

/** Changes a setting of the editor for the time of a test. */
async function withEditorSetting(key: string, value: unknown, test: () => Promise<void>): Promise<void> {
  const editor = vscode.workspace.getConfiguration('editor');
  await editor.update(key, value, true);
  try {
    await test();
  } finally {
    await editor.update(key, undefined, true);
  }
}

describe('ghost text with the suggest widget open', () => {
  afterEach(closeAll);

  it('is accepted by Tab with the selected entry, and one undo leaves the entry', async () => {
    const editor = await openListAndType();
    await keys.screenshot('list-entry');
    await keys.press('Tab');
    await until(() => line(editor) === '  return JSON.parse(text);', 'Accepting both');
    await keys.press('Control+Z');
    await until(() => line(editor) === '  return JSON.parse', 'Undoing the rest');
    await keys.press('Control+Z');
    await until(() => line(editor) === '  return JSON.pa', 'Undoing the entry');
  });

  it('is left when Enter accepts the selected entry', async () => {
    const editor = await openListAndType();
    await keys.press('Enter');
    await until(() => line(editor) === '  return JSON.parse', 'Accepting the entry');
    await keys.waitForGhost('(text);');
  });

  it('is left when Tab accepts the entry, where Enter does not', async () => {
    await withEditorSetting('acceptSuggestionOnEnter', 'off', async () => {
      const editor = await openListAndType();
      await keys.press('Tab');
      await until(() => line(editor) === '  return JSON.parse', 'Accepting the entry');
      await keys.waitForGhost('(text);');
    });
  });

  it('is accepted by Tab with the import that the entry brings along', async () => {
    // No other extension suggests in Python here.
    const provider = vscode.languages.registerCompletionItemProvider('python', withImport);
    try {
      const editor = await open(`${'rows.append(values)\n'.repeat(4)}rows‸\n`, 'python');
      await keys.type('.');
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await keys.waitForText(rows, (text) => text.startsWith('append'));
      await keys.type('ap');
      await keys.waitForGhost('pend(values)');
      await keys.press('Tab');
      const expected = `import added\n${'rows.append(values)\n'.repeat(5)}`;
      await until(() => editor.document.getText() === expected, expected);
      assert.match(textAtCursor(editor), /append\(values\)‸\n$/);
    } finally {
      provider.dispose();
    }
  });

  it('is accepted by Tab with the first entry before any of it is typed', async () => {
    const editor = await openList();
    await keys.press('Tab');
    await until(() => line(editor) === '  return JSON.parse(text);', 'Accepting both');
  });

  it('does not change Tab when it does not extend the selected entry', async () => {
    const editor = await openList();
    await keys.press('ArrowDown');
    await keys.waitForNoGhost();
    await keys.press('Tab');
    await until(() => line(editor) === '  return JSON.stringify', 'Accepting the entry');
  });
});
