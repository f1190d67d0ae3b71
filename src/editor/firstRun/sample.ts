import * as vscode from 'vscode';

/** Position of the cursor in the sample. */
const mark = '‸';

/** A text that the embedded model continues well. */
function sampleText(): string {
  const word = process.platform === 'darwin' ? 'Cmd+→' : 'Ctrl+→';
  const lines = [
    vscode.l10n.t('Try Inkling here'),
    vscode.l10n.t('Press Tab to accept the gray suggestion, {0} to accept one word, or Esc to dismiss it.', word),
    vscode.l10n.t('Alt+] shows another suggestion. This is a scratch file: close it without saving.'),
  ];
  return `${lines.map((line) => `// ${line}\n`).join('')}
/** The sum of some numbers. */
export function sum(values: number[]): number {
  let total = 0;
  for (let i = 0; ${mark}
    total += values[i];
  }
  return total;
}
`;
}

/** "Inkling: Try in a Sample File": opens a scratch file with the cursor where a suggestion appears. */
export async function trySample(): Promise<void> {
  const [before, after] = sampleText().split(mark);
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: before! + after! });
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(before!.length);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}
