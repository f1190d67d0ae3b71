import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultLimits, roomAbove } from '../../src/core/prompt/window.js';
import { cellsAbove } from '../../src/editor/notebookCells.js';
import { cursorContextIn } from '../../src/editor/cursorContext.js';
import { accept, closeAll, keys, open, select, until, wakeInlineSuggestions } from './support.js';

describe('suggestions by kind of document', () => {
  afterEach(closeAll);

  it('appear in an untitled document in another language', async () => {
    const editor = await open(
      'class Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.‸\n',
      'python',
    );
    await keys.type('y');
    await accept(editor, await keys.waitForGhost());
  });

  it('appear in a file of the workspace', async () => {
    const [file] = await vscode.workspace.findFiles('src/queue.ts');
    const editor = await vscode.window.showTextDocument(file!);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await select(editor, [new vscode.Selection(end, end)]);
    await wakeInlineSuggestions();
    await keys.focusEditor();
    await keys.type('for (let i = 0; i < items.');
    await keys.waitForGhost();
  });

  it('continue the cells above in a notebook', async () => {
    const cell = (text: string): vscode.NotebookCellData =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'javascript');
    const data = new vscode.NotebookData([cell('const items = [1, 2];'), cell('for (let i = 0; i < items')]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    const shown = await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(1, 2)] });
    await vscode.commands.executeCommand('notebook.cell.edit');
    await until(
      () => vscode.window.activeTextEditor?.document === shown.notebook.cellAt(1).document,
      'Editing the cell',
    );
    await keys.click({ selector: '.view-line', text: 'i < items' });
    await wakeInlineSuggestions();
    await keys.press('End');
    await keys.type('.');
    await keys.screenshot('notebook');
    await keys.waitForGhost();
  });

  it('read only the nearest cells of a notebook with 660 kB', async () => {
    // As text without a language, and in few cells: servers and windows take their time for each.
    const cellOf = (text: string): vscode.NotebookCellData =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'plaintext');
    const lines = (i: number): string => `value${i} = [${'1, '.repeat(70)}]\n`.repeat(30);
    const cells = Array.from({ length: 100 }, (_, i) => cellOf(lines(i)));
    const data = new vscode.NotebookData([...cells, cellOf('total = ')]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    const all = cells.map(({ value }) => `${value}\n`).join('');
    const above = cellsAbove(notebook.cellAt(100).document, 8);
    assert.ok(all.endsWith(above));
    assert.equal(above.slice(0, 5), 'value', 'It begins with a line.');
    assert.ok(above.length <= roomAbove(8) && above.length > roomAbove(8) - 300);
    // The first cell has nothing above, and far from the start of a long one nothing else is needed.
    assert.equal(cellsAbove(notebook.cellAt(0).document, 0), '');
    assert.equal(cellsAbove(notebook.cellAt(100).document, 100_000), '');
  });

  it('read only a window when a line has 5 MB', async () => {
    const content = `${'let a1=b.c(2);'.repeat(360_000)}\nend`;
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    const at = 2_500_000;
    const { prefix, suffix } = cursorContextIn(document, document.positionAt(at));
    const { before: most, step, rest, after: below } = defaultLimits;
    assert.equal(prefix, content.slice(at - prefix.length, at));
    assert.equal(suffix, content.slice(at, at + suffix.length));
    assert.ok(prefix.length >= most && prefix.length <= most + step);
    assert.ok(suffix.length >= rest && suffix.length <= rest + step + below);
  });

  // As text without a language: its server would keep the window busy with so much code for a quarter of a minute.
  const noLanguage = 'plaintext';

  it('appear far from both ends of a document of 5 MB', async () => {
    const filler = 'export const value = compute(1, 2, 3);\n'.repeat(65_000);
    await open(`${filler}const items = [1, 2];\nfor (let i = 0; i < items‸\n${filler}`, noLanguage);
    await keys.type('.');
    await keys.waitForGhost();
  });

  it('appear in a line of 200,000 characters', async () => {
    await open(`"${'abc '.repeat(50_000)}";\nconst items = [1, 2];\nfor (let i = 0; i < items‸\n`, noLanguage);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
