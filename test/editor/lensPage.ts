import assert from 'node:assert/strict';
import { keys } from './support.js';

/** Reads in the page of the lens. */
export const webview = { isWebview: true } as const;
/** A chip for each token. */
export const chips = '.chip';
/** The rows of the distribution that is shown. */
export const rows = '.distribution tbody tr[data-id]';

/** The texts of elements of the page, or their attributes. */
export const read = (selector: string, attribute?: string): Promise<string[]> =>
  keys.texts(selector, { ...webview, ...(attribute === undefined ? {} : { attribute }) });

/** Waits until they satisfy a predicate. */
export const waitFor = (
  selector: string,
  wanted: (texts: readonly string[]) => boolean,
  attribute?: string,
): Promise<string[]> =>
  keys.waitForTexts(selector, wanted, { ...webview, ...(attribute === undefined ? {} : { attribute }) });

/** The text of the focused element. */
const focused = async (): Promise<string> => (await read(':focus'))[0] ?? '';

/** Presses a key until the element with the keyboard satisfies a predicate: how far away it is does not matter. */
export async function pressUntil(key: string, selector: string, most = 40): Promise<void> {
  for (let times = 0; times < most; times++) {
    if ((await read(`${selector}:focus`)).length > 0) return;
    await keys.press(key);
  }
  assert.fail(`${key} leads to no ${selector}; the keyboard is at ${JSON.stringify(await focused())}`);
}

/** Opens the lens with real keys, and waits for its chips. */
export async function showWhy(): Promise<void> {
  await keys.press('F1');
  await keys.waitForText('.quick-input-list .monaco-list-row', () => true);
  await keys.type('Inkling: Explain Suggestion');
  await keys.waitForText('.quick-input-list .monaco-list-row', (text) => text.includes('Explain Suggestion'));
  await keys.press('Enter');
  await waitFor(chips, (all) => all.length > 0);
}

/** The completion as the chips spell it. */
export const completion = async (): Promise<string> => (await read(chips, 'data-text')).join('');
