/**
 * Inkling in the extension host of a browser, as a user has it: installed, and not under test. Only keys and the mouse
 * reach the window, which can be loaded again, and its requests are recorded.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { workbenchUrl } from './address.mjs';
import { openPage } from './browser.mjs';
import { until, untilGhost, untilTyped } from './pageEyes.mjs';
import { runFromPalette } from './palette.mjs';
import { runPageSuite } from './pageSuite.mjs';
import { firstLineOf, typed, typeInSample } from './sampleFile.mjs';
import { quietSettings } from './settings.mjs';
import { temporaryDir } from './temporary.mjs';
import { stageWebExtension } from '../../scripts/package/stage.mjs';

/** @typedef {import('playwright-core').Page} Page */

const START_TIMEOUT_MS = 60_000;
const RETRY_MS = 10_000;
/** Statistics are saved 5 seconds after a change, and a page that is closed tells its extensions nothing. */
const SAVED_MS = 8_000;
const ATTEMPTS = 6;
/** The suggest widget opens by itself otherwise, and Tab takes its entry. */
const settings = { 'editor.suggestOnTriggerCharacters': false, 'editor.quickSuggestions': { other: 'off' } };
const status = '.statusbar-item[id*="inkling.status"]';

/** @typedef {{origin: string, requests: string[], errors: string[]}} Recorded of the page, its frames and their workers */

/** @param {Recorded} recorded */
const testsOf = (recorded) =>
  /** @type {import('./pageSuite.mjs').PageTest[]} */ ([
    ['shows ghost text in a page that was just opened, and Tab inserts exactly that', accepts],
    ['counts an accepted suggestion, also after the page is loaded again', counts],
    ['sends requests only to the server of the page', () => asksOnlyItsServer(recorded)],
    ['leaves no error unhandled', () => handlesErrors(recorded)],
  ]);

async function accepts(/** @type {Page} */ page) {
  await typeInSample(page);
  const ghost = await firstGhost(page);
  await page.keyboard.press('Tab');
  await untilTyped(page, typed + firstLineOf(ghost));
}

/** The model is still loading, and VS Code may not ask for a key that is pressed meanwhile: the last one is typed again. */
async function firstGhost(/** @type {Page} */ page) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilGhost(page, true, RETRY_MS);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      for (const key of ['Backspace', 'Space']) await page.keyboard.press(key);
    }
  }
}

async function counts(/** @type {Page} */ page) {
  await untilAccepted(page, 1);
  await page.waitForTimeout(SAVED_MS);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.locator(status).waitFor({ timeout: START_TIMEOUT_MS });
  await untilAccepted(page, 1);
}

/** Opens the statistics and waits for the number of accepted suggestions. */
async function untilAccepted(/** @type {Page} */ page, /** @type {number} */ wanted) {
  await runFromPalette(page, 'Inkling: Show Statistics');
  const view = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const accepted = view.locator('dl > div', { hasText: new RegExp(`^Accepted${wanted} `) });
  await until(async () => (await accepted.count()) > 0, `${wanted} accepted`);
}

/** @param {Recorded} recorded */
async function asksOnlyItsServer({ origin, requests }) {
  // What the extension's host and its worker ask for is recorded, too.
  assert(
    requests.some((url) => url.includes('.onnx')),
    'No request for the model was recorded.',
  );
  const others = requests.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== origin);
  assert.deepEqual(others, []);
}

/** @param {Recorded} recorded */
async function handlesErrors({ errors }) {
  // VS Code has errors of its own.
  const ours = errors.filter((stack) => !/\/static\/out\/vs\//.test(stack));
  assert.deepEqual(ours, []);
}

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runWebWindow({ say = console.log } = {}) {
  const { dir, dispose } = temporaryDir('inkling-web-');
  /** @type {Recorded} */
  const recorded = { origin: '', requests: [], errors: [] };
  /** @type {import('./pageSuite.mjs').PageSuite['openWindow']} */
  const openWindow = async (server, workspaceFolder) => {
    recorded.origin = new URL(server.url).origin;
    const openFile = path.join(workspaceFolder, 'src', 'queue.ts');
    const url = workbenchUrl({ server, workspaceFolder, openFile });
    const opened = await openPage(url, {
      onRequest: (each) => recorded.requests.push(each),
      onError: (stack) => recorded.errors.push(stack),
    });
    await opened.page.locator(status).waitFor({ timeout: START_TIMEOUT_MS });
    return opened;
  };
  try {
    stageWebExtension(dir);
    const baseSettings = { ...quietSettings(), ...settings };
    const suite = {
      title: 'a window with a browser’s extension host',
      picture: 'web-window',
      tests: testsOf(recorded),
    };
    return await runPageSuite({ ...suite, extensionDir: dir, baseSettings, openWindow }, say);
  } finally {
    dispose();
  }
}
