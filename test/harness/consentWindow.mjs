/**
 * The question whether code may be sent to a server, in a window that is not under test: VS Code refuses dialogs under
 * test. The server listens at an address of this machine that is not its loopback, as another machine's would be.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { takeScreenshot } from './driverActions.mjs';
import { openSampleFile, runPageSuite } from './pageSuite.mjs';
import { runFromPalette } from './palette.mjs';
import { emptyResults } from './results.mjs';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 20_000;
/** Long enough for a request that is coming to have come. */
const QUIET_MS = 2000;

/** @type {[title: string, test: (page: Page) => Promise<void>][]} */
const tests = [
  ['sends nothing to another machine when the user declines', declines],
  ['asks another machine only once the user has allowed it', allows],
];

async function declines(/** @type {Page} */ page) {
  await withServer(async (address, requests) => {
    await enterAddress(page, address);
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor({ timeout: WAIT_MS });
    await takeScreenshot(page, 'server-consent');
    assert((await dialog.innerText()).includes(`send code to ${new URL(address).host}?`));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached', timeout: WAIT_MS });
    await page.waitForTimeout(QUIET_MS);
    assert.deepEqual(requests, []);
  });
}

async function allows(/** @type {Page} */ page) {
  await withServer(async (address, requests) => {
    await enterAddress(page, address);
    const allow = page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Allow$/ });
    await allow.click({ timeout: WAIT_MS });
    // This one is no inference server: it is asked, and the user is told.
    const toast = page.locator('.notification-toast', { hasText: new URL(address).host });
    await toast.locator('.monaco-button', { hasText: 'Change Address' }).waitFor({ timeout: WAIT_MS });
    await takeScreenshot(page, 'server-wrong');
    assert(requests.length > 0);
  });
}

/** An address of this machine that is not its loopback; undefined where it has none. */
function outerAddress() {
  const all = Object.values(networkInterfaces()).flat();
  return all.find((one) => one?.family === 'IPv4' && !one.internal)?.address;
}

/** @param {(address: string, requests: readonly string[]) => Promise<void>} test gets the paths of all requests. */
async function withServer(test) {
  /** @type {string[]} */
  const requests = [];
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(404).end();
  });
  server.listen(0, outerAddress());
  await once(server, 'listening');
  const { address, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  try {
    await test(`http://${address}:${port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function enterAddress(/** @type {Page} */ page, /** @type {string} */ address) {
  await runFromPalette(page, 'Inkling: Connect to Server');
  await page.locator('.quick-input-message', { hasText: 'Address of a server' }).waitFor({ timeout: WAIT_MS });
  await page.keyboard.press('Control+A');
  await page.keyboard.type(address);
  await page.keyboard.press('Enter');
}

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runConsentWindow({ say = console.log } = {}) {
  const title = 'a server on another machine';
  if (outerAddress() === undefined) {
    for (const [test] of tests) say(`  - ${title} ${test} (skipped: this machine has no address but its loopback)`);
    return emptyResults();
  }
  return runPageSuite({ title, picture: 'consent-window', tests, openWindow: openSampleFile('queue.ts') }, say);
}
