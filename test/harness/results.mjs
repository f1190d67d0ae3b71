/** The results of a suite: completed, added up and printed. */

/** @typedef {{title: string, message: string}} Failure */

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {number} failed
 * @property {Failure[]} failures
 * @property {Failure[]} retried tests that passed only at the second try, with the first one's message
 */

/**
 * The results that the suite reported. Without them, or when the run ended badly and no test says so, `why` becomes the failure.
 * @param {Results | undefined} reported
 * @param {string} why
 * @param {boolean} endedWell
 * @returns {Results}
 */
export function completeResults(reported, why, endedWell) {
  if (endedWell && reported) return reported;
  const results = reported ?? emptyResults();
  if (results.failed === 0) {
    results.failed += 1;
    results.failures.push({ title: 'the editor suite', message: reported ? why : `${why} and reported nothing` });
  }
  return results;
}

/** @returns {Results} of no test */
export const emptyResults = () => ({ passed: 0, failed: 0, failures: [], retried: [] });

/**
 * The sum of several suites' results.
 * @param {readonly Results[]} all
 * @returns {Results}
 */
export function sumOf(all) {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
    retried: all.flatMap(({ retried }) => retried),
  };
}

/** A line for each test that needed its second try: `.ci/run` repeats lines that begin with this character. */
export function retryLines(/** @type {readonly Failure[]} */ retried) {
  return retried.map(({ title, message }) => `↻ ${title} (second try, after: ${message.split('\n', 1)[0]})`);
}

/** Prints failures, retries and the count, and sets this process's exit code. */
export function printResult(/** @type {Results} */ { passed, failed, failures, retried }) {
  for (const { title, message } of failures) console.log(`\n✗ ${title}\n${message}`);
  if (retried.length > 0) console.log(`\n${retryLines(retried).join('\n')}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** The last lines of a log. */
export function tail(/** @type {string} */ text, /** @type {number} */ lines) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
