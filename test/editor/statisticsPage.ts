import * as vscode from 'vscode';
import { keys } from './support.js';

/** Answers the next modal dialog: VS Code refuses to show one while a suite runs in it. */
export function answerDialog(answer: 'Reset' | undefined): { readonly asked: () => readonly unknown[] } {
  let asked: readonly unknown[] = [];
  const { showWarningMessage } = vscode.window;
  const answering = (...args: readonly unknown[]): Promise<unknown> => {
    asked = args;
    Object.assign(vscode.window, { showWarningMessage });
    return Promise.resolve(answer);
  };
  Object.assign(vscode.window, { showWarningMessage: answering });
  return { asked: () => asked };
}

/** Resets them as a user does who answers the question. */
export async function reset(): Promise<void> {
  answerDialog('Reset');
  await vscode.commands.executeCommand('inkling.resetStatistics');
}

/** The texts of elements of the page. */
export const inPage = (selector: string): Promise<string[]> => keys.texts(selector, { isWebview: true });

/** The large numbers of the page by their names. */
export async function numbers(): Promise<Record<string, string>> {
  const [names, values] = [await inPage('dt'), await inPage('dd')];
  return Object.fromEntries(names.map((name, i) => [name, values[i]!]));
}

/** Waits until the page says so; it updates by itself. */
export async function expectNumber(name: string, wanted: string, timeoutMs = 20_000): Promise<void> {
  await keys.waitForTexts('dl > div', (texts) => texts.includes(name + wanted), { isWebview: true }, timeoutMs);
}

/** Opens the page. */
export const showPage = (): Thenable<unknown> => vscode.commands.executeCommand('inkling.statistics');

/** Types until there is a suggestion. @returns the suggestion. */
export async function suggested(): Promise<string> {
  await keys.type('.');
  return keys.waitForGhost();
}
