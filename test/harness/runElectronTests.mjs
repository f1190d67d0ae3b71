/** Runs the in-host suite in a desktop VS Code: `node test/harness/runElectronTests.mjs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectToDesktop, freePort } from './desktop.mjs';
import { startDriver } from './driver.mjs';
import { repoRoot } from './edition.mjs';
import { messageOf } from './errors.mjs';
import { ensureInstalled } from './install.mjs';
import { exitOnSignals } from './processes.mjs';
import { completeResults, printResult } from './results.mjs';
import { copySampleWorkspace } from './sampleWorkspace.mjs';
import { quietSettings } from './settings.mjs';
import { temporaryDir } from './temporary.mjs';

const { downloadAndUnzipVSCode, runTests, SilentReporter } = createRequire(import.meta.url)('@vscode/test-electron');

/**
 * Runs the suite in the desktop VS Code that `VSCODE_EXECUTABLE` names, or in one that is downloaded.
 * @param {{suite?: string, extensionDir?: string}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runElectronTests({
  suite = path.join(repoRoot, 'out', 'test', 'editor', 'index.cjs'),
  extensionDir = process.env.INKLING_EXTENSION_DIR ?? repoRoot,
} = {}) {
  const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE || (await download());
  /** @type {(() => unknown)[]} */
  const disposables = [];
  const keep = (/** @type {any} */ thing) => (disposables.push(() => thing.dispose()), thing);
  try {
    const sample = keep(copySampleWorkspace());
    const profile = keep(temporaryDir('inkling-desktop-'));
    const driver = keep(await startDriver());
    mkdirSync(path.join(profile.dir, 'User'));
    writeFileSync(path.join(profile.dir, 'User', 'settings.json'), JSON.stringify(quietSettings()));
    const port = await freePort();
    const running = runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extensionDir,
      extensionTestsPath: suite,
      extensionTestsEnv: { INKLING_TEST_DRIVER: driver.address },
      launchArgs: [
        sample.dir,
        `--remote-debugging-port=${port}`,
        `--user-data-dir=${profile.dir}`,
        `--extensions-dir=${path.join(profile.dir, 'extensions')}`,
        '--disable-telemetry',
      ],
    }).then(
      () => 'the suite ended',
      (/** @type {Error} */ error) => error.message,
    );
    // Ends with VS Code itself: a window that never comes must not outlive the process that should show it.
    const desktop = await Promise.race([connectToDesktop(port), running]);
    if (typeof desktop !== 'string') {
      keep(desktop);
      driver.attach(desktop.page);
    }
    const why = await running;
    return completeResults(driver.reported(), why, why === 'the suite ended');
  } finally {
    for (const dispose of disposables.reverse()) await dispose();
  }
}

/** @returns {Promise<string>} */
async function download() {
  try {
    return await downloadAndUnzipVSCode({
      cachePath: path.join(repoRoot, '.vscode-test'),
      reporter: new SilentReporter(),
    });
  } catch (error) {
    const advice =
      'set VSCODE_EXECUTABLE to the executable of a VS Code that is installed here, or run the same suite in a browser: node test/harness/editorSuites.mjs';
    throw new Error(
      `A desktop VS Code could not be downloaded (${messageOf(error instanceof Error && error.cause ? error.cause : error)}): ${advice}.`,
      { cause: error },
    );
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  try {
    await ensureInstalled();
    printResult(await runElectronTests());
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
