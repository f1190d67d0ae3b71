import * as vscode from 'vscode';
import { keys, open } from './support.js';

/** A function that is called in one way only, several times, with a name that no model knows. */
export const idiom = (name: string): string =>
  Array.from(
    { length: 6 },
    (_, i) => `  const row${i} = ledger.${name}Quorvex(${name}Accounts.primary, "zyx");\n`,
  ).join('');

/** Another one each time: what was suggested at the very same place would be remembered. */
let asked = 0;
const asIfTyped = (name: string): string => `function book${asked++}() {\n  const row9 = ledger.${name}Quor‸\n}\n`;

/** What is suggested after the beginning of a planted name. */
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
  const deadline = Date.now() + 20_000;
  while ((await ghostAfter(name)) === '') {
    if (Date.now() > deadline) throw new Error(`What follows ${name} is not learned.`);
  }
}

/** Waits until what follows the beginning of a planted name is suggested no more. */
export async function untilForgotten(name: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while ((await ghostAfter(name)) !== '') {
    if (Date.now() > deadline) throw new Error(`What follows ${name} is still suggested.`);
  }
}
