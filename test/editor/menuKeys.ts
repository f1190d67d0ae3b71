import { keys } from './support.js';

/** A list that has gone stays in the page, out of sight. */
export const rows = '.quick-input-widget:not([style*="display: none"]) .quick-input-list .monaco-list-row';
/** The row that Enter takes. */
export const focused = `${rows}.focused`;

/** Opens the menu by the keyboard alone. */
export async function openByKeys(): Promise<void> {
  await keys.press('F1');
  await keys.waitForText(rows, (text) => text !== '');
  await keys.type('Inkling: Show Menu');
  await keys.waitForText(focused, (text) => text.includes('Inkling: Show Menu'));
  await keys.press('Enter');
  await row('Show log');
}

/**
 * Whether a row has the text, in any case: where a server has VS Code's own extensions, an extension host in a browser
 * calls a language by its identifier, `typescript`.
 */
const has = (row: string, text: string): boolean => row.toLowerCase().includes(text.toLowerCase());

/** Waits for a row with a text. */
export const row = (text: string): Promise<string> => keys.waitForText(rows, (found) => has(found, text));

/** Types until the row is the active one and takes it. */
export async function take(text: string): Promise<void> {
  await keys.type(text);
  await keys.waitForText(focused, (found) => has(found, text));
  await keys.press('Enter');
}
