/** The statistics with keys and the mouse alone. Only here is there a dialog: VS Code shows none to a suite in it. */
import assert from 'node:assert/strict';
import { actions } from './driverActions.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 20_000;
const DIALOG = '.monaco-dialog-box';

/** The statistics' page: a frame in a frame. */
const statistics = (/** @type {Page} */ page) =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** Opens the statistics by the palette's first answer to their name. */
async function openByName(/** @type {Page} */ page) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().waitFor({ timeout: WAIT_MS });
  await page.keyboard.type('Inkling Statistics');
  const first = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Inkling' });
  await first.filter({ hasText: 'Show Statistics' }).waitFor({ timeout: WAIT_MS });
  await page.keyboard.press('Enter');
}

/** Statistics are kept when the dialog is dismissed, and deleted when it is confirmed. */
export async function asksBeforeReset(/** @type {Page} */ page) {
  await openByName(page);
  const text = statistics(page).locator('main');
  const button = statistics(page).locator('.button');
  await text.filter({ hasText: 'Characters saved' }).waitFor({ timeout: WAIT_MS });
  await button.click({ timeout: WAIT_MS });
  const dialog = page.locator(DIALOG, { hasText: 'Reset all statistics?' });
  await dialog.waitFor({ timeout: WAIT_MS });
  await page.keyboard.press('Escape');
  await text.filter({ hasText: 'Characters saved' }).waitFor({ timeout: WAIT_MS });
  assert.deepEqual(await actions.texts?.(page, { selector: DIALOG }), { texts: [] });
  await button.click({ timeout: WAIT_MS });
  await dialog.waitFor({ timeout: WAIT_MS });
  await page.keyboard.press('Enter');
  await text.filter({ hasText: 'No data yet' }).waitFor({ timeout: WAIT_MS });
}
