/**
 * The tests of a package for another platform, under the Node of that platform; run by hand.
 *
 *   node test/platforms.mjs arm64      `npm run test:arm64`: linux-arm64 under qemu's user-mode emulation
 *   node test/platforms.mjs windows    `npm run test:windows`: win32-x64 under Wine
 *   node test/platforms.mjs musl       `npm run test:musl`: alpine-x64 with a Node that is linked against musl
 *
 * The first run downloads the Node of the platform into the user's cache folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './harness/edition.mjs';
import { orExit } from './harness/errors.mjs';
import { ensureProjectInstalled } from './harness/install.mjs';
import { exitOnSignals } from './harness/processes.mjs';
import { printResult } from './harness/results.mjs';
import { temporaryDir } from './harness/temporary.mjs';
import { arm64 } from './platforms/machines/arm64.mjs';
import { musl } from './platforms/machines/musl.mjs';
import { requirePrograms } from './platforms/machines/programs.mjs';
import { windows } from './platforms/machines/windows.mjs';

/** @type {Record<string, import('./platforms/machines/machine').Machine>} */
const machines = { arm64, windows, musl };

/** Builds the package and unpacks it, as the editor installs it. @returns its file */
function unpackPackage(/** @type {string} */ target, /** @type {string} */ dir) {
  const built = spawnSync(process.execPath, [path.join('scripts', 'package.mjs'), '--target', target], {
    cwd: repoRoot,
    encoding: 'utf8',
  });
  const [, vsix] = /^(out\S*\.vsix)[: ]/m.exec(built.stdout ?? '') ?? [];
  if (built.status !== 0 || !vsix) throw new Error(`The package was not built:\n${built.stdout}${built.stderr}`);
  const { status } = spawnSync('unzip', ['-q', path.join(repoRoot, vsix), 'extension/*', '-d', dir]);
  if (status !== 0) throw new Error(`${vsix} cannot be unpacked.`);
  return vsix;
}

/** The counts and failures of Vitest's report. */
function resultsIn(/** @type {string} */ report) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = testResults.flatMap((/** @type {any} */ { name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    // A file that does not even load has no tests.
    if (failed.length === 0) return status === 'failed' ? [{ title: name, message }] : [];
    return failed.map((/** @type {any} */ test) => ({
      title: test.fullName,
      message: test.failureMessages.join('\n'),
    }));
  });
  return { passed: numPassedTests, failed: Math.max(numFailedTests, failures.length), failures, retried: [] };
}

async function main(/** @type {import('./platforms/machines/machine').Machine} */ machine) {
  await ensureProjectInstalled();
  requirePrograms([...machine.programs, { name: 'unzip', package: 'unzip' }]);
  const started = await machine.start();
  console.log(`Packaging Inkling for ${machine.target} …`);
  const vsix = unpackPackage(machine.target, started.dir);
  console.log(`Running the files of ${vsix} in ${started.dir} …`);
  const { dir, dispose } = temporaryDir('inkling-platforms-');
  const [setUp, report] = [path.join(dir, 'setUp.json'), path.join(dir, 'report.json')];
  writeFileSync(setUp, JSON.stringify({ ...started, target: machine.target, accuracy: machine.accuracy }));
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, 'run', '--project', 'platforms', ...reporters], {
    cwd: repoRoot,
    stdio: 'inherit',
    env: { ...process.env, INKLING_PLATFORM: setUp },
  });
  await once(child, 'exit');
  printResult(resultsIn(report));
  machine.stop?.(started);
  dispose();
}

exitOnSignals();
const machine = machines[process.argv[2] ?? ''];
if (!machine) {
  console.error(`Name a platform: ${Object.keys(machines).join(', ')}.`);
  process.exit(1);
}
await orExit(main(machine));
