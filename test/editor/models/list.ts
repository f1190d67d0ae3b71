import { runFromPalette } from '../paletteCommands.js';
import { keys } from '../support.js';

const rows = '.quick-input-list .monaco-list-row';
const title = '.quick-input-titlebar';

/** Opens the list of models from the Command Palette, as a user does. */
export async function showModels(): Promise<void> {
  await runFromPalette('Inkling: Choose Model');
  await keys.waitForText(title, (text) => text.includes('Inkling: Choose Model'));
  await keys.waitForText(rows, (text) => text.includes('Built-in model'));
}

/** Waits for a row of the list, or of the question that is open, and resolves to its text. */
export function rowWith(text: string): Promise<string> {
  return keys.waitForText(rows, (row) => row.includes(text));
}

/** Types a row's name until it is the only one, and takes it with Enter. */
export async function chooseRow(text: string): Promise<void> {
  await rowWith(text);
  await keys.type(text);
  await keys.waitForText(`${rows}.focused`, (row) => row.includes(text));
  await keys.press('Enter');
}
