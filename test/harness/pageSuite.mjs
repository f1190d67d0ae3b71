/** Suites outside VS Code: their tests have only the keys, the mouse and what a window shows. */
import { workbenchUrl } from './address.mjs';
import { openPage } from './browser.mjs';
import { takeScreenshot } from './driverActions.mjs';
import { repoRoot } from './edition.mjs';
import { emptyResults } from './results.mjs';
import { copySampleWorkspace } from './sampleWorkspace.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {[title: string, test: (page: Page) => Promise<void>]} PageTest */

/**
 * @typedef {object} PageSuite
 * @property {string} title
 * @property {string} picture the start of a failure's screenshot's name
 * @property {readonly PageTest[]} tests
 * @property {Record<string, unknown>} [baseSettings] the user's, instead of the server's own
 * @property {string} [extensionDir] the installed extension, instead of the repository
 * @property {(server: import('./server.mjs').Server, workspaceFolder: string) => Promise<{page: Page, dispose(): Promise<void>}>} openWindow
 */

const START_TIMEOUT_MS = 60_000;

/**
 * Opens a file of the sample workspace's `src`, and waits until Inkling is there.
 * @param {string} file
 * @returns {PageSuite['openWindow']}
 */
export function openSampleFile(file) {
  return async (server, workspaceFolder) => {
    const opened = await openPage(
      workbenchUrl({ server, workspaceFolder, openFile: `${workspaceFolder}/src/${file}` }),
    );
    try {
      await opened.page.locator('.statusbar-item[id*="inkling.status"]').waitFor({ timeout: START_TIMEOUT_MS });
      return opened;
    } catch (error) {
      await opened.dispose();
      throw error;
    }
  };
}

/**
 * Runs the tests one after the other in one window with a copy of the sample workspace. There is no second try: a failure
 * here is one for a user.
 * @param {PageSuite} suite
 * @param {(line: string) => void} say
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runPageSuite(
  { title: suite, picture: name, tests, baseSettings, extensionDir, openWindow },
  say,
) {
  const results = emptyResults();
  const chosen = chosenTests(suite, tests);
  if (chosen.length === 0) return results;
  say(`  ${suite}`);
  const sample = copySampleWorkspace();
  const extensionDirs = [extensionDir ?? process.env.INKLING_EXTENSION_DIR ?? repoRoot];
  const server = await startServer({ ...(baseSettings ? { baseSettings } : {}), extensionDirs });
  try {
    const { page, dispose } = await openWindow(server, sample.dir);
    await runTests(page, { suite, picture: name, tests: chosen, results }, say);
    await dispose();
  } catch (error) {
    results.failed += 1;
    results.failures.push({ title: suite, message: error instanceof Error ? error.message : String(error) });
  } finally {
    await server.dispose();
    sample.dispose();
  }
  return results;
}

/**
 * The tests that INKLING_TEST_GREP asks for; all of them without it.
 * @param {string} suite
 * @param {readonly PageTest[]} tests
 */
export function chosenTests(suite, tests) {
  const wanted = new RegExp(process.env.INKLING_TEST_GREP ?? '');
  return tests.filter(([title]) => wanted.test(`${suite} ${title}`));
}

/**
 * Runs tests one after the other, and adds to the results.
 * @param {Page} page
 * @param {{suite: string, picture: string, tests: readonly PageTest[], results: import('./results.mjs').Results}} run
 * @param {(line: string) => void} say
 */
export async function runTests(page, { suite, picture: name, tests, results }, say) {
  for (const [title, test] of tests) {
    try {
      await test(page);
      results.passed += 1;
      say(`    ✓ ${title}`);
    } catch (error) {
      results.failed += 1;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const picture = await takeScreenshot(page, `${name}-${results.failed}`);
      results.failures.push({ title: `${suite} ${title}`, message: `${message}\nScreenshot: ${picture}` });
      say(`    ✗ ${title}`);
    }
  }
}
