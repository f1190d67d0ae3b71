/**
 * The suite in a new user's VS Code: Inkling is installed, not under development, and no setting is changed. The main
 * suite turns off features that would interfere (`settings.mjs`, `test/editor/setup.ts`), and VS Code shows no toasts
 * under test; here everything is on. Only keys and the mouse reach the window.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workbenchUrl } from './address.mjs';
import { openPage } from './browser.mjs';
import { actions, takeScreenshot } from './driverActions.mjs';
import { repoRoot } from './edition.mjs';
import { untilGhost, untilTyped } from './pageEyes.mjs';
import { runPageSuite } from './pageSuite.mjs';
import { runFromPalette } from './palette.mjs';
import { firstLineOf, typed, typeInSample } from './sampleFile.mjs';
import { offlineSettings } from './settings.mjs';

/** @typedef {import('playwright-core').Page} Page */

const START_TIMEOUT_MS = 60_000;
const WAIT_MS = 20_000;

/** No other extension's toast has it as its source. */
const { displayName } = JSON.parse(readFileSync(path.join(repoRoot, 'package.nls.json'), 'utf8'));

/** @type {[title: string, test: (page: Page) => Promise<void>][]} */
const tests = [
  ['welcomes a new user with the walkthrough, whose first button opens a sample with a suggestion', welcomes],
  ['shows ghost text while the user types, and Escape dismisses it', dismisses],
  ['inserts exactly the text that was shown when the user presses Tab', accepts],
  ['opens the form of a new issue with the report filled in', reports],
];

async function welcomes(/** @type {Page} */ page) {
  const button = page.locator('.getting-started-step.expanded .monaco-button').first();
  await button.waitFor({ timeout: WAIT_MS });
  // One thing at a time: no notification of Inkling comes on top.
  const toasts = await page.evaluate(() =>
    [...document.querySelectorAll('.notification-toast')].map((toast) => toast.textContent ?? ''),
  );
  assert.deepEqual(
    toasts.filter((text) => text.includes(displayName)),
    [],
  );
  await button.click({ timeout: WAIT_MS });
  const ghost = await untilGhost(page, true);
  await page.keyboard.press('Tab');
  await untilTyped(page, firstLineOf(ghost));
}

async function dismisses(/** @type {Page} */ page) {
  await typeInSample(page);
  await untilGhost(page, true);
  await page.keyboard.press('Escape');
  await untilGhost(page, false);
  await untilTyped(page, typed);
}

async function accepts(/** @type {Page} */ page) {
  await typeInSample(page);
  const ghost = await untilGhost(page, true);
  await page.keyboard.press('Tab');
  await untilTyped(page, typed + firstLineOf(ghost));
}

/** In a suite VS Code refuses to show a dialog. */
async function reports(/** @type {Page} */ page) {
  await runFromPalette(page, 'Inkling: Report Issue');
  const action = page.locator('.codelens-decoration a', { hasText: 'Open GitHub Issue' });
  await action.waitFor({ timeout: WAIT_MS });
  await actions.focusEditor?.(page, {});
  await page.keyboard.type('Tab & Esc do nothing.');
  await action.click({ timeout: WAIT_MS });
  const address = '/issues/new?template=bug.yml&happened=Tab+%26+Esc+do+nothing.&report=';
  await page.locator('.monaco-dialog-box', { hasText: address }).waitFor({ timeout: WAIT_MS });
  await takeScreenshot(page, 'report-form');
  await page.keyboard.press('Escape');
}

/** Opens the window of a user who has just installed Inkling and trusts the folder. */
async function openWindow(/** @type {import('./server.mjs').Server} */ server, /** @type {string} */ workspaceFolder) {
  const openFile = path.join(workspaceFolder, 'src', 'queue.ts');
  const opened = await openPage(workbenchUrl({ server, workspaceFolder, openFile }));
  await opened.page.locator('.statusbar-item[id*="inkling.status"]').waitFor({ timeout: START_TIMEOUT_MS });
  // The welcome takes the keyboard when it opens.
  await opened.page.locator('.getting-started-step.expanded').waitFor({ timeout: START_TIMEOUT_MS });
  return opened;
}

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export const runShippedDefaults = ({ say = console.log } = {}) =>
  runPageSuite(
    { title: 'shipped defaults', picture: 'shipped-defaults', tests, baseSettings: offlineSettings, openWindow },
    say,
  );
