import * as vscode from 'vscode';
import { accept, closeAll, keys, open, select, until, wakeInlineSuggestions } from './support.js';

describe('every kind of document', () => {
  afterEach(closeAll);

  it('an untitled one in another language', async () => {
    const editor = await open(
      'class Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.‸\n',
      'python',
    );
    await keys.type('y');
    await accept(editor, await keys.waitForGhost());
  });

  it('a file of the workspace', async () => {
    const [file] = await vscode.workspace.findFiles('src/queue.ts');
    const editor = await vscode.window.showTextDocument(file!);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await select(editor, [new vscode.Selection(end, end)]);
    await wakeInlineSuggestions();
    await keys.focusEditor();
    await keys.type('for (let i = 0; i < items.');
    await keys.waitForGhost();
  });

  it("a notebook's cell, which goes on from the cells above", async () => {
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

  // As text without a language: its server would keep the window busy with so much code for a quarter of a minute.
  const noLanguage = 'plaintext';

  it('one of 5 MB, with the cursor far from both ends', async () => {
    const filler = 'export const value = compute(1, 2, 3);\n'.repeat(65_000);
    await open(`${filler}const items = [1, 2];\nfor (let i = 0; i < items‸\n${filler}`, noLanguage);
    await keys.type('.');
    await keys.waitForGhost();
  });

  it('one with a line of 200,000 characters', async () => {
    await open(`"${'abc '.repeat(50_000)}";\nconst items = [1, 2];\nfor (let i = 0; i < items‸\n`, noLanguage);
    await keys.type('.');
    await keys.waitForGhost();
  });
});
