/**
 * `npm test`: everything, from a fresh clone. Every step runs, whatever failed before it; the last line counts.
 *
 *   node test/run.mjs [step …]     steps: types lint unit engine editor
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './harness/edition.mjs';
import { messageOf } from './harness/errors.mjs';
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
/** @typedef {{status: string, fullName: string, failureMessages: string[]}} VitestTest */
/** @typedef {{name: string, status: string, message: string, assertionResults: VitestTest[]}} VitestFile */

/** Runs one of the project's own tools; its output goes to the terminal. */
function tool(/** @type {string} */ file, /** @type {string[]} */ ...args) {
  return (
    spawnSync(process.execPath, [path.join(repoRoot, file), ...args], { cwd: repoRoot, stdio: 'inherit' }).status === 0
  );
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

/** @returns {Count} */
function vitest(/** @type {string} */ project) {
  const { dir, dispose } = temporaryDir('inkling-vitest-');
  const results = path.join(dir, 'results.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const isGood = tool('node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters);
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

async function editor() {
  await ensureInstalled();
  const { runEditorSuites } = await import('./harness/editorSuites.mjs');
  const { passed, failed, failures, retried } = await runEditorSuites();
  for (const { title, message } of failures) console.log(`\n✗ ${title}\n${message}`);
  const titles = failures.map(({ title, message }) => `${title}: ${message.split('\n', 1)[0]}`);
  return { passed, failed, titles, retries: retryLines(retried) };
}

/** @type {Record<string, () => Count | Promise<Count>>} */
const steps = {
  // As `npm run types`: the extension and the tests, the lens' page, the scripts and the harness.
  types: () =>
    asOne(
      ['.', 'src/webview', 'tsconfig.scripts.json'].every((project) =>
        tool('node_modules/typescript/bin/tsc', '--noEmit', '-p', project),
      ),
    ),
  lint: () =>
    asOne(
      tool('node_modules/eslint/bin/eslint.js', '.') && tool('node_modules/prettier/bin/prettier.cjs', '--check', '.'),
    ),
  unit: () => vitest('unit'),
  engine: () => vitest('engine'),
  editor,
};

exitOnSignals();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}: use ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
await ensureProjectInstalled();
console.log('Building …');
const total = asOne(tool('esbuild.mjs', '--tests'));
/** @type {string[]} */
const failures = total.failed > 0 ? ['build'] : [];
/** @type {string[]} */
const allRetries = [];
for (const [name, run] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const startMs = performance.now();
  console.log(`\n── ${name} ──`);
  const { passed, failed, titles, retries = [] } = await run();
  total.passed += passed;
  total.failed += failed;
  allRetries.push(...retries);
  for (const line of retries) console.log(line);
  if (failed > 0) failures.push(...(titles.length > 0 ? titles.map((title) => `${name}: ${title}`) : [name]));
  console.log(
    `${name}: ${failed === 0 ? 'good' : `${failed} failed`} (${((performance.now() - startMs) / 1000).toFixed(1)} s)`,
  );
}
// The output is long, and where only its end is kept, these lines still say where to look.
const closing = [...allRetries, ...failures.map((failure) => `✗ ${failure}`)];
if (closing.length > 0) console.log(`\n${closing.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
