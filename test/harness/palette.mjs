/** Runs commands of the palette by keys, as a user does who knows their titles. */
/** @typedef {import('playwright-core').Page} Page */

const ATTEMPTS = 6;
const ATTEMPT_MS = 10_000;
const widget = '.quick-input-widget:not([style*="display: none"])';

/**
 * Runs a command by its title. A window that is still restoring its editors gives the focus to them, which closes the
 * palette or takes the first letters: it is opened again then.
 * @param {Page} page
 * @param {string} title
 */
export async function runFromPalette(page, title) {
  for (let attempt = 1; ; attempt++) {
    try {
      await page.keyboard.press('F1');
      await page.locator(`${widget} input:focus`).waitFor({ timeout: ATTEMPT_MS });
      await page.keyboard.type(title);
      const row = page.locator(`${widget} .quick-input-list .monaco-list-row.focused`, { hasText: title });
      await row.waitFor({ timeout: ATTEMPT_MS });
      break;
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      if (!isLate || attempt === ATTEMPTS) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
}
