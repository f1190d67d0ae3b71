/** What the pictures have in common: a window of VS Code with the sample workspace, and the user's steps in it. */
import path from 'node:path';
import { workbenchUrl } from '../../test/harness/address.mjs';
import { openPage } from '../../test/harness/browser.mjs';
import { takeScreenshot } from '../../test/harness/driverActions.mjs';
import { copySampleWorkspace } from '../../test/harness/sampleWorkspace.mjs';
import { startServer } from '../../test/harness/server.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** The method of the sample file that has no body yet. */
export const emptyMethod = 'forEach(callback: (item: T) => void): void {}';

/**
 * Opens a window on the sample file and lets a function draw in it; if that fails, leaves a picture of what was there.
 * @param {object} options
 * @param {string} options.name of the picture, for messages
 * @param {'dark' | 'light'} options.theme
 * @param {{width: number, height: number}} options.size
 * @param {Omit<NonNullable<Parameters<typeof startServer>[0]>, 'theme'>} options.server
 * @param {(page: Page) => Promise<void>} draw
 */
export async function inWindow({ name, theme, size, server: serverOptions }, draw) {
  const sample = copySampleWorkspace();
  const server = await startServer({ theme, ...serverOptions });
  try {
    const openFile = path.join(sample.dir, 'src', 'queue.ts');
    const url = workbenchUrl({ server, workspaceFolder: sample.dir, openFile });
    const { page, dispose } = await openPage(url, { theme, ...size, deviceScaleFactor: 2 });
    try {
      await page.locator('.statusbar-item[id*="inkling"]').waitFor({ timeout: 60_000 });
      await draw(page);
    } catch (error) {
      console.error(`No picture ${name}-${theme}; what was there: ${await takeScreenshot(page, `${name}-${theme}`)}`);
      throw error;
    } finally {
      await dispose();
    }
  } finally {
    await server.dispose();
    sample.dispose();
  }
}

/** Puts the cursor between the braces of the sample's unfinished method and begins its body. */
export async function begin(/** @type {Page} */ page, /** @type {string} */ typed) {
  // Lines out of sight are not in the page.
  await page.locator('.view-line').first().click();
  await page.keyboard.press('Control+End');
  await page.locator('.view-line', { hasText: emptyMethod }).click();
  for (const key of ['End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
  await page.keyboard.type(typed, { delay: 40 });
}

/** The row of a quick pick with a text. */
export const row = (/** @type {Page} */ page, /** @type {string} */ text) =>
  page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

/** Waits for ghost text. */
export const ghost = (/** @type {Page} */ page) => page.locator('[class*="ghost-text"]').first().waitFor();

/** The page of the lens. */
export const lens = (/** @type {Page} */ page) =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
