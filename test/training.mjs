/**
 * `npm run test:training`: the Python of training/, from a fresh clone: ruff, its format and pytest. The last line
 * counts. Needs Python 3.11 or later and 7 GB of disk: torch for Linux brings the libraries of GPUs along.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './harness/edition.mjs';
import { messageOf } from './harness/errors.mjs';
import { ensureProjectInstalled } from './harness/install.mjs';
import { exitOnSignals } from './harness/processes.mjs';
import { temporaryDir } from './harness/temporary.mjs';

const training = path.join(repoRoot, 'training');
const environment = path.join(training, '.venv');
const python = path.join(
  environment,
  ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']),
);
/** Written last, so that an installation that broke off never looks whole. */
const stamp = path.join(environment, 'installed.txt');
/** requirements.txt has the packages that the kit uses, constraints.txt the versions of their dependencies. */
const requirements = path.join(training, 'requirements.txt');
const constraints = path.join(training, 'constraints.txt');
const locks = [requirements, constraints];
const NEXT = 'Check the network and that 7 GB of disk is free, then run the same command again.';

/** Runs a command in training/; its output goes to the terminal. */
function runs(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  return spawnSync(command, args, { cwd: training, stdio: 'inherit' }).status === 0;
}

const isNewEnough = (/** @type {string} */ command) =>
  spawnSync(command, ['-c', 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))']).status === 0;

/** The first Python that can make an environment; on a bare Debian it is installed, if the user is root. */
function findPython() {
  const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
  const found = names.find(isNewEnough);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && runs('apt-get', 'update', '-qq')) {
    runs('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'python3', 'python3-venv');
    if (isNewEnough('python3')) return 'python3';
  }
  throw new Error(
    'There is no Python 3.11 or later with venv: install it (Debian: python3-venv), then run this again.',
  );
}

/** Makes training/.venv when it is missing or older than the lists of packages. */
function ensureEnvironment() {
  const newest = Math.max(...locks.map((file) => statSync(file).mtimeMs));
  const content = locks.map((file) => readFileSync(file, 'utf8')).join('');
  if (existsSync(stamp) && (statSync(stamp).mtimeMs >= newest || readFileSync(stamp, 'utf8') === content)) return;
  console.log('Installing the packages of training/ into training/.venv (3 GB to fetch, once) …');
  rmSync(environment, { recursive: true, force: true });
  const isGood =
    runs(findPython(), '-m', 'venv', environment) &&
    runs(
      python,
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      requirements,
      '-c',
      constraints,
    );
  if (!isGood) throw new Error(`Installing the packages of training/ failed. ${NEXT}`);
  writeFileSync(stamp, content);
}

/** A skipped test proves nothing: here, where everything is installed, it counts as failed. */
function pytest() {
  const { dir, dispose } = temporaryDir('inkling-pytest-');
  const report = path.join(dir, 'report.xml');
  try {
    const isGood = runs(python, '-m', 'pytest', '-q', `--junit-xml=${report}`);
    const attributes = /<testsuite ([^>]*)>/.exec(readFileSync(report, 'utf8'))?.[1] ?? '';
    const count = (/** @type {string} */ name) => {
      const found = new RegExp(`\\b${name}="(\\d+)"`).exec(attributes);
      if (!found) throw new Error(`its report has no count of ${name}`);
      return Number(found[1]);
    };
    const failed = count('failures') + count('errors') + count('skipped');
    return { passed: count('tests') - failed, failed: failed || (isGood ? 0 : 1) };
  } catch (error) {
    console.error(`pytest reported nothing: ${messageOf(error)}`);
    return { passed: 0, failed: 1 };
  } finally {
    dispose();
  }
}

exitOnSignals();
const total = { passed: 0, failed: 0 };
const add = (/** @type {{passed: number, failed: number}} */ { passed, failed }) => {
  total.passed += passed;
  total.failed += failed;
};
const asOne = (/** @type {boolean} */ isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });
try {
  await ensureProjectInstalled();
  ensureEnvironment();
  // The evaluation asks the extension's own pipeline.
  add(asOne(spawnSync(process.execPath, ['esbuild.mjs'], { cwd: repoRoot, stdio: 'inherit' }).status === 0));
  add(asOne(runs(python, '-m', 'ruff', 'check', '.')));
  add(asOne(runs(python, '-m', 'ruff', 'format', '--check', '.')));
  add(pytest());
} catch (error) {
  console.error(messageOf(error));
  add({ passed: 0, failed: 1 });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
