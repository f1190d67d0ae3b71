/** A page in a headless Chromium with the workbench in it. */
import { browserLaunchOptions } from './chromium.mjs';
import { requireInstalled } from './edition.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  // The workbench looks for galleries and update services; where there is no network, each look-up waits in vain.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** @typedef {{relativePath: string, contents: string}} WindowLog a log file that the window keeps, such as that of its extension host */

/**
 * @typedef {object} PageOptions
 * @property {number} [width]
 * @property {number} [height]
 * @property {number} [deviceScaleFactor] 2 for crisp pictures
 * @property {'dark' | 'light'} [theme] the system's preference as the page sees it
 * @property {(type: string, text: string) => void} [onConsole] lines of the workbench's and the extension host's console
 * @property {(stack: string) => void} [onError] each error that nothing handles, also of an extension host in the page and of its workers
 * @property {(url: string) => void} [onRequest] each request of the page, of its frames and of their workers
 * @property {(code: number, logs: WindowLog[]) => void} [onExit] the result of the suite that the address names
 */

/**
 * Opens an address of workbenchUrl() and resolves when the workbench is drawn; extensions are still starting then.
 * @param {string} url
 * @param {PageOptions} [options]
 * @returns {Promise<{page: import('playwright-core').Page, dispose(): Promise<void>}>}
 */
export async function openPage(
  url,
  { width = 1280, height = 800, deviceScaleFactor = 1, theme = 'dark', onConsole, onError, onRequest, onExit } = {},
) {
  const { chromium } = requireInstalled('playwright-core');
  const browser = await chromium.launch({ headless: true, args: FLAGS, ...browserLaunchOptions() });
  try {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, colorScheme: theme });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
    if (onRequest) context.on('request', (/** @type {{url(): string}} */ request) => onRequest(request.url()));
    const page = await context.newPage();
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) =>
      onConsole?.(type, plainText(args)),
    );
    await page.exposeFunction(
      'codeAutomationExit',
      (/** @type {number} */ code, /** @type {WindowLog[]} */ logs = []) => onExit?.(code, logs),
    );
    page.on('pageerror', (/** @type {Error} */ error) => {
      onConsole?.('error', `page: ${error.message}`);
      onError?.(error.stack ?? error.message);
    });
    page.on('crash', () => onConsole?.('error', 'page: crashed'));
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    await page.waitForSelector('.monaco-workbench .part.editor', { timeout: 60_000 });
    await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', { timeout: 60_000 });
    return { page, dispose: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** `%c` marks and the CSS that belongs to them are meant for the colours of a browser's console. */
function plainText(/** @type {unknown[]} */ args) {
  const [first, ...rest] = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
  const styles = (first?.match(/%c/g) ?? []).length;
  return [first?.replaceAll('%c', ''), ...rest.slice(styles)].join(' ').trimEnd();
}
