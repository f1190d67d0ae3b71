/** Runs an in-host suite in a VS Code in a headless browser. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { workbenchUrl } from './address.mjs';
import { openPage } from './browser.mjs';
import { startDriver } from './driver.mjs';
import { takeScreenshot } from './driverActions.mjs';
import { repoRoot } from './edition.mjs';
import { completeResults, tail } from './results.mjs';
import { copySampleWorkspace } from './sampleWorkspace.mjs';
import { startServer } from './server.mjs';
import { suiteConsole } from './suiteConsole.mjs';
import { stageForWeb } from './webStage.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [suite] a built module that exports `run(): Promise<void>` and reports to the driver
 * @property {string} [extensionDir] the extension under development
 * @property {boolean} [inBrowser] runs extension and suite in the browser's extension host, not in the server's
 * @property {string | 'none'} [workspaceFolder] a folder or `.code-workspace` file, opened as it is, or none; by default a copy of the sample workspace, removed afterwards
 * @property {boolean} [trustsWorkspaces] otherwise the window is in Restricted Mode
 * @property {Record<string, unknown>} [userSettings]
 * @property {Record<string, string>} [extraEnv] for the extension host
 * @property {number} [timeoutMs] for the whole suite
 * @property {(line: string) => void} [say]
 */

/**
 * Resolves to the suite's report. A suite that hangs, dies or reports nothing counts as one failure, and any
 * failure leaves a picture of the last state and prints the end of the extension host's log.
 * @param {RunOptions} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runEditorTests({
  suite = path.join(repoRoot, 'out', 'test', 'editor', 'index.cjs'),
  timeoutMs = 30 * 60_000,
  say = console.log,
  ...options
} = {}) {
  /** @type {(() => unknown)[]} */
  const disposables = [];
  try {
    const { driver, server, page, output, exited } = await openSuite({ ...options, suite, say }, disposables);
    const { code, logs } = await endOf(exited, timeoutMs);
    const why =
      code === undefined ? `the suite did not end within ${timeoutMs / 1000} s` : `the suite ended with ${code}`;
    const log = [server.extensionHostLog(), ...logs].join('\n');
    const name = path.basename(suite, '.cjs');
    writeFileSync(path.join(repoRoot, 'out', `editor-tests-${name}.log`), log);
    const outcome = completeResults(driver.reported(), why, code === 0);
    const complaints = settingComplaints(log);
    if (complaints !== undefined) {
      outcome.failed += 1;
      outcome.failures.push({ title: "VS Code's log", message: complaints });
    }
    if (outcome.failed > 0) {
      const picture = await takeScreenshot(page, `editor-tests-failed-${name}`).catch(
        (error) => `none (${error.message})`,
      );
      say(`\nConsole, the end of what was not shown:\n${tail(output.unshown(), 40)}`);
      say(`\nExtension host's logs, their end:\n${tail(log, 60)}\n\nScreenshot: ${picture}`);
    }
    return outcome;
  } finally {
    for (const dispose of disposables.reverse()) await dispose();
  }
}

/**
 * Starts the server and opens the window in which the suite runs.
 * @param {RunOptions & {suite: string, say: (line: string) => void}} options
 * @param {(() => unknown)[]} disposables gets what must be disposed, also when this fails halfway
 */
async function openSuite(
  {
    suite,
    extensionDir = process.env.INKLING_EXTENSION_DIR ?? repoRoot,
    workspaceFolder,
    trustsWorkspaces = true,
    userSettings = {},
    extraEnv = {},
    inBrowser = false,
    say,
  },
  disposables,
) {
  const driver = await startDriver();
  disposables.push(driver.dispose);
  const sample = workspaceFolder ? { dir: workspaceFolder, dispose() {} } : copySampleWorkspace();
  disposables.push(sample.dispose);
  const server = await startServer({
    testing: true,
    trustsWorkspaces,
    extensionDirs: [path.join(repoRoot, 'test', 'fixtures', 'other-provider')],
    userSettings,
    extraEnv: { ...extraEnv, INKLING_TEST_DRIVER: driver.address },
  });
  disposables.push(server.dispose);
  /** @type {(ended: Ended) => void} */
  let end = () => {};
  /** @type {Promise<Ended>} */
  const exited = new Promise((resolve) => (end = resolve));
  const opened = workspaceFolder === 'none' ? {} : { workspaceFolder: sample.dir };
  const staged = inBrowser
    ? stageForWeb(suite, {
        INKLING_TEST_DRIVER: driver.address,
        INKLING_TEST_GREP: process.env.INKLING_TEST_GREP ?? '',
      })
    : { extensionDir, testsPath: suite, dispose() {} };
  disposables.push(staged.dispose);
  const url = workbenchUrl({ server, ...opened, ...staged });
  const output = suiteConsole(say);
  const { page, dispose } = await openPage(url, {
    // A browser has no log files but those that the window keeps.
    onExit: (code, logs) => end({ code, logs: logs.map((log) => `--- ${log.relativePath}\n${log.contents}`) }),
    onConsole: output.onConsole,
  });
  disposables.push(dispose);
  driver.attach(page);
  return { driver, server, page, output, exited };
}

/** @typedef {{code?: number, logs: string[]}} Ended without a code if the time is over */

/**
 * @param {Promise<Ended>} exited
 * @param {number} timeoutMs
 * @returns {Promise<Ended>}
 */
async function endOf(exited, timeoutMs) {
  let timer;
  /** @type {Promise<Ended>} */
  const timedOut = new Promise((resolve) => (timer = setTimeout(resolve, timeoutMs, { logs: [] })));
  const ended = await Promise.race([exited, timedOut]);
  clearTimeout(timer);
  return ended;
}

/**
 * VS Code's complaints about a setting that is read without the folder that may have its own value, or with one that may
 * not: each such setting once.
 * @returns {string | undefined}
 */
function settingComplaints(/** @type {string} */ log) {
  const found = (log.match(/(?:\[inkling\.inkling\] )?Accessing a \w+ scoped configuration .*/g) ?? []).filter((line) =>
    line.includes('inkling.'),
  );
  return found.length === 0 ? undefined : [`${found.length} times:`, ...new Set(found)].join('\n');
}
