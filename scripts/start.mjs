/**
 * `npm start`: a real VS Code with Inkling in a browser tab, from a fresh clone.
 *
 *   node scripts/start.mjs [--check] [--port N] [--dark | --light]
 *
 * Only Node's own modules are there when this starts; everything else is installed by it.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { workbenchUrl } from '../test/harness/address.mjs';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { ensureInstalled, ensureProjectInstalled } from '../test/harness/install.mjs';
import { exitOnSignals } from '../test/harness/processes.mjs';
import { copySampleWorkspace } from '../test/harness/sampleWorkspace.mjs';
import { startServer } from '../test/harness/server.mjs';
import { check } from './check.mjs';

const SAMPLE_FILE = path.join('src', 'queue.ts');

/** Resolves to the exit code. */
async function main() {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      dark: { type: 'boolean', default: false },
      light: { type: 'boolean', default: false },
    },
  });
  exitOnSignals({ interrupted: values.check ? 130 : 0 });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port}: give a number up to 65535.`);
  const theme = values.light ? 'light' : 'dark';

  await ensureProjectInstalled();
  await ensureInstalled();
  const extensionDir = process.env.INKLING_EXTENSION_DIR ?? repoRoot;
  if (extensionDir === repoRoot) await build();

  const sample = copySampleWorkspace();
  // The user is welcomed as after an installation; in a check nothing may cover the editor.
  const userSettings = values.check ? {} : { 'workbench.welcomePage.walkthroughs.openOnInstall': true };
  const server = await startServer({ extensionDirs: [extensionDir], port, theme, userSettings });
  try {
    const openFile = path.join(sample.dir, SAMPLE_FILE);
    const url = workbenchUrl({ server, workspaceFolder: sample.dir, openFile });
    if (values.check)
      return (await check({ server, url, extensionName: manifestOf(extensionDir).name, theme })) ? 0 : 1;
    printAddress(url);
    const code = await server.exited;
    throw new Error(
      `VS Code's server ended by itself with ${code}. The end of what it said:\n${server.log().slice(-2000)}`,
    );
  } finally {
    await server.dispose();
    sample.dispose();
  }
}

function printAddress(/** @type {string} */ url) {
  console.log(`\nVS Code with Inkling is at\n\n  ${url}\n`);
  console.log('The walkthrough of Inkling opens; its first button opens a sample with a suggestion.');
  console.log(
    `Or put the cursor between the braces of "forEach" in ${SAMPLE_FILE}, press Enter and type "for (const ": gray text appears.`,
  );
  console.log(
    'Press Tab to accept it, or Esc to dismiss it. The files are copies, which are removed when you press Ctrl+C.',
  );
}

/** @returns {{name: string}} */
function manifestOf(/** @type {string} */ extensionDir) {
  return JSON.parse(readFileSync(path.join(extensionDir, 'package.json'), 'utf8'));
}

/** Bundles the extension. */
function build() {
  console.log('Building Inkling …');
  const child = spawn(process.execPath, ['esbuild.mjs'], { cwd: repoRoot, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error('The build failed: see above.'))));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
