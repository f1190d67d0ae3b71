import * as vscode from 'vscode';
import { isMac } from '../platform/keyboard.js';

/** Position of the cursor in the sample. */
const mark = '‸';

/**
 * A text that the embedded model continues well, and in which nothing is underlined as an error before that. Its lines are
 * short: the walkthrough shows it in a small picture.
 */
export function sampleText(): string {
  const word = isMac ? 'Cmd+→' : 'Ctrl+→';
  const lines = [
    vscode.l10n.t('Tab accepts the gray text, {0} one word of it.', word),
    vscode.l10n.t('Alt+] shows another suggestion, Esc dismisses it.'),
    vscode.l10n.t('This is a scratch file: close it without saving.'),
  ];
  return `${lines.map((line) => `// ${line}\n`).join('')}
interface User {
  name: string;
  email: string;
}

/** The names of some users. */
export function names(users: User[]) {
  return users.map((user) => user.name);
}

/** The email addresses of some users. */
export function emails(users: User[]) {
  ${mark}
}
`;
}

/** A sample that is still open and as it was, so that trying twice does not leave two files. */
function openSample(content: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isUntitled && !document.isClosed && document.getText() === content,
  );
}

/** "Inkling: Try in a Sample File": opens a scratch file with the cursor where a suggestion appears. */
export async function trySample(): Promise<void> {
  const [before, after] = sampleText().split(mark);
  const content = before! + after!;
  const document =
    openSample(content) ?? (await vscode.workspace.openTextDocument({ language: 'typescript', content }));
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(before!.length);
  editor.selection = new vscode.Selection(cursor, cursor);
  editor.revealRange(new vscode.Range(cursor, cursor), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  // Where Inkling is off, this says so.
  await vscode.commands.executeCommand('inkling.trigger');
}
