/** A user's steps in a file of the sample workspace that has an unfinished method. */
import { actions } from './driverActions.mjs';
import { textOf } from './pageEyes.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 20_000;
const MAX_UNDOS = 20;

/** The line of the sample file that ends with the braces between which to type. */
const emptyMethod = 'forEach(callback: (item: T) => void): void {}';

/** Typed there. */
export const typed = 'for (const ';

/** Opens the sample file as it is on the disk and types at its unfinished method. */
export async function typeInSample(/** @type {Page} */ page) {
  await page.locator('.tab', { hasText: 'queue.ts' }).click({ timeout: WAIT_MS });
  await actions.focusEditor?.(page, {});
  // Takes back the typing of the test before.
  for (let step = 0; step < MAX_UNDOS && !(await textOf(page)).includes(emptyMethod); step++) {
    await page.keyboard.press('Control+z');
  }
  await page.locator('.view-line', { hasText: emptyMethod }).click({ timeout: WAIT_MS });
  for (const key of ['End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type(typed, { delay: 40 });
}

/** Ghost text is drawn line by line, and its first one in the line of the cursor. */
export const firstLineOf = (/** @type {string} */ text) => text.split('\n', 1)[0] ?? '';
