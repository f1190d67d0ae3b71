/** `npm start -- --check`: types in the sample workspace with real keys, waits for ghost text, takes a picture. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { openPage } from '../test/harness/browser.mjs';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { readGhostText } from '../test/harness/ghostText.mjs';
import { tail } from '../test/harness/results.mjs';

/** The line of the sample file that ends with the braces between which to type. */
const LINE = 'forEach(callback: (item: T) => void): void {}';
const TYPED = 'for (const ';
const GHOST_TIMEOUT_MS = 60_000;
const POLL_MS = 20;

/**
 * Resolves to whether ghost text appeared, having said so.
 * @param {object} options
 * @param {import('../test/harness/server.mjs').Server} options.server
 * @param {string} options.url a workbench with the sample file open
 * @param {string} options.extensionName its name in the manifest
 * @param {'dark' | 'light'} options.theme
 */
export async function check({ server, url, extensionName, theme }) {
  const picture = path.join(repoRoot, 'out', 'check.png');
  mkdirSync(path.dirname(picture), { recursive: true });
  /** @type {string[]} */
  const consoleLines = [];
  const opened = performance.now();
  const { page, dispose } = await openPage(url, {
    theme,
    deviceScaleFactor: 2,
    onConsole: (type, line) => consoleLines.push(`[${type}] ${line}`),
  });
  try {
    await page.locator('.view-line', { hasText: LINE }).click({ timeout: GHOST_TIMEOUT_MS });
    for (const key of ['End', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
    // A key pressed before the extension's provider is registered gets no answer; its status bar item comes with it.
    await page.locator(`.statusbar-item[id*="${extensionName}"]`).waitFor({ timeout: GHOST_TIMEOUT_MS });
    const firstKey = performance.now();
    await page.keyboard.type(TYPED, { delay: 40 });
    const lastKey = performance.now();
    const ghost = await waitForGhost(page);
    const shown = performance.now();
    await page.screenshot({ path: picture });
    console.log(`Ghost text after "${TYPED}": ${JSON.stringify(ghost)}`);
    console.log(
      `${seconds(shown - opened)} after the page began to load, ${seconds(shown - firstKey)} after the first key, ${seconds(shown - lastKey)} after the last.`,
    );
    console.log(`Screenshot: ${picture}`);
    return true;
  } catch (error) {
    await page.screenshot({ path: picture });
    console.error(`The check failed: ${messageOf(error)}\nScreenshot: ${picture}`);
    console.error(`\nConsole, its end:\n${tail(consoleLines.join('\n'), 30)}`);
    console.error(`\nExtension host's logs, their end:\n${tail(server.extensionHostLog(), 60)}`);
    return false;
  } finally {
    await dispose();
  }
}

/** Resolves to the ghost text as soon as there is any. */
async function waitForGhost(/** @type {import('playwright-core').Page} */ page) {
  const deadline = performance.now() + GHOST_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const ghost = await page.evaluate(readGhostText);
    if (ghost !== '') return ghost;
    await pause(POLL_MS);
  }
  throw new Error(`no ghost text within ${GHOST_TIMEOUT_MS / 1000} s of typing "${TYPED}".`);
}

function pause(/** @type {number} */ ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function seconds(/** @type {number} */ ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
