/**
 * `npm test`: everything, from a fresh clone. Every step runs, whatever failed before it; the last line counts.
 *
 *   node test/run.mjs [step …]     steps: types lint unit engine editor web
 *
 * The editor and web steps mostly wait for windows, so they run beside the others; their output follows.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './harness/edition.mjs';
import { messageOf, orExit } from './harness/errors.mjs';
import { heldBack } from './harness/heldBack.mjs';
import { ensureInstalled, ensureProjectInstalled } from './harness/install.mjs';
import { exitOnSignals } from './harness/processes.mjs';
import { retryLines } from './harness/results.mjs';
import { temporaryDir } from './harness/temporary.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} titles of the failed tests
 * @property {string[]} [retries] a line for each test that passed only at its second try
 */
/** @typedef {(line: string) => void} Say */
/** @typedef {{status: string, fullName: string, failureMessages: string[]}} VitestTest */
/** @typedef {{name: string, status: string, message: string, assertionResults: VitestTest[]}} VitestFile */

const TSC = 'node_modules/typescript/bin/tsc';
const ESLINT = 'node_modules/eslint/bin/eslint.js';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';

/** Runs one of the project's own tools; its output goes to the terminal. */
async function tool(/** @type {string} */ file, /** @type {string[]} */ ...args) {
  const child = spawn(process.execPath, [path.join(repoRoot, file), ...args], { cwd: repoRoot, stdio: 'inherit' });
  const endChild = () => child.kill();
  process.once('exit', endChild);
  const [code] = await once(child, 'exit');
  process.off('exit', endChild);
  return code === 0;
}

/** Whether all commands (a tool and its arguments each) end well; those after the first that fails do not run. */
async function tools(/** @type {[file: string, ...args: string[]][]} */ ...commands) {
  for (const command of commands) if (!(await tool(...command))) return false;
  return true;
}

/** @returns {Count} */
const asOne = (/** @type {boolean} */ isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, titles: [] });

/** The failed tests of Vitest's JSON report: file, title, and the message's first line. */
function failedTitles(/** @type {{testResults: VitestFile[]}} */ { testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(repoRoot, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${file}: ${message.split('\n', 1)[0]}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}: ${failureMessages[0]?.split('\n', 1)[0]}`,
    );
  });
}

/** @returns {Promise<Count>} */
async function vitest(/** @type {string} */ project) {
  const { dir, dispose } = temporaryDir('inkling-vitest-');
  const results = path.join(dir, 'results.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const isGood = await tool('node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters);
    const report = JSON.parse(readFileSync(results, 'utf8'));
    // A file that does not even load has no failed test, but it has failed.
    const failed = report.numFailedTests || (isGood ? 0 : 1);
    return { passed: report.numPassedTests, failed, titles: failedTitles(report) };
  } catch (error) {
    console.error(`The ${project} tests reported nothing: ${messageOf(error)}`);
    return { passed: 0, failed: 1, titles: [] };
  } finally {
    dispose();
  }
}

/**
 * Suites in VS Code.
 * @param {Say} say
 * @param {(options: {say: Say}) => Promise<import('./harness/results.mjs').Results>} runSuites
 * @returns {Promise<Count>}
 */
async function inVSCode(say, runSuites) {
  installing ??= ensureInstalled({ say });
  await installing;
  const { passed, failed, failures, retried } = await runSuites({ say });
  for (const { title, message } of failures) say(`\n✗ ${title}\n${message}`);
  const titles = failures.map(({ title, message }) => `${title}: ${message.split('\n', 1)[0]}`);
  return { passed, failed, titles, retries: retryLines(retried) };
}

/** @type {Promise<void> | undefined} */
let installing;

/** @satisfies {Record<string, (say: Say) => Promise<Count>>} */
const steps = {
  // As `npm run types`: the extension and the tests, the lens' page, the scripts and the harness.
  types: async () =>
    asOne(
      await tools(
        [TSC, '--noEmit'],
        [TSC, '--noEmit', '-p', 'src/webview'],
        [TSC, '--noEmit', '-p', 'tsconfig.scripts.json'],
      ),
    ),
  lint: async () => asOne(await tools([ESLINT, '.'], [PRETTIER, '--check', '.'])),
  unit: () => vitest('unit'),
  engine: () => vitest('engine'),
  editor: async (say) => inVSCode(say, (await import('./harness/editorSuites.mjs')).runEditorSuites),
  web: async (say) => inVSCode(say, (await import('./harness/webSuites.mjs')).runWebSuites),
};
/** @type {readonly (keyof typeof steps)[]} */
const besideOthers = ['editor', 'web'];

/** Runs one step, says how it went, and adds its counts to the total. */
async function runStep(/** @type {keyof typeof steps} */ name, /** @type {Say} */ say) {
  const startMs = performance.now();
  say(`\n── ${name} ──`);
  const { passed, failed, titles, retries = [] } = await steps[name](say);
  total.passed += passed;
  total.failed += failed;
  allRetries.push(...retries);
  for (const line of retries) say(line);
  if (failed > 0) failures.push(...(titles.length > 0 ? titles.map((title) => `${name}: ${title}`) : [name]));
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  say(`${name}: ${failed === 0 ? 'good' : `${failed} failed`} (${seconds} s)`);
}

exitOnSignals();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}: use ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const wanted = /** @type {(keyof typeof steps)[]} */ (Object.keys(steps)).filter(
  (name) => asked.length === 0 || asked.includes(name),
);
await orExit(ensureProjectInstalled());
console.log('Building …');
// The benches too: a moved file would otherwise break them unseen.
const total = asOne(await tool('esbuild.mjs', '--tests', '--bench', '--quality', '--fit'));
/** @type {string[]} */
const failures = total.failed > 0 ? ['build'] : [];
/** @type {string[]} */
const allRetries = [];

const beside = wanted
  .filter((name) => besideOthers.includes(name))
  .map((name) => {
    const { say, release } = heldBack();
    const ended = runStep(name, say);
    // A bug in the harness must not end the process while the other steps run; it is thrown below.
    ended.catch(() => undefined);
    return { release, ended };
  });
for (const name of wanted.filter((each) => !besideOthers.includes(each))) await runStep(name, console.log);
for (const { release, ended } of beside) {
  release();
  await ended;
}

// The output is long, and where only its end is kept, these lines still say where to look.
const closing = [...allRetries, ...failures.map((failure) => `✗ ${failure}`)];
if (closing.length > 0) console.log(`\n${closing.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
