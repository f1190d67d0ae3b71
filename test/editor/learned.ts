import * as vscode from 'vscode';
import { keys, open } from './support.js';

/** A function that is called in one way only, several times, with a name that no model knows. */
export const idiom = (name: string): string =>
  Array.from(
    { length: 6 },
    (_, i) => `  const row${i} = ledger.${name}Quorvex(${name}Accounts.primary, "zyx");\n`,
  ).join('');

/** Another one each time: a suggestion at the very same place would be remembered. */
let asked = 0;
const asIfTyped = (name: string): string => `function book${asked++}() {\n  const row9 = ledger.${name}Quor‸\n}\n`;

/** The suggestion after the prefix of a planted name. */
export async function ghostAfter(name: string): Promise<string> {
  await open(asIfTyped(name));
  await keys.type('v');
  try {
    return await keys.waitForGhost((ghost) => ghost.includes(`${name}Accounts.primary`), 3_000);
  } catch {
    return '';
  } finally {
    await keys.press('Escape');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

export async function untilLearned(name: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while ((await ghostAfter(name)) === '') {
    if (Date.now() > deadline) throw new Error(`What follows ${name} is not learned.`);
  }
}

/** Waits until the rest of a planted name is no longer suggested after its prefix. */
export async function untilForgotten(name: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while ((await ghostAfter(name)) !== '') {
    if (Date.now() > deadline) throw new Error(`What follows ${name} is still suggested.`);
  }
}
