import Mocha from 'mocha';
import * as vscode from 'vscode';

/** A test that failed, or that passed only at its second try. */
interface Failure {
  title: string;
  message: string;
}

/** `Results` of test/harness/results.mjs. */
interface Results {
  passed: number;
  failed: number;
  failures: Failure[];
  retried: Failure[];
}

/**
 * Runs mocha by program. Rejects when a test failed, which sets the run's exit code.
 *
 * @param load imports the tests.
 */
export async function runSuite(load: () => Promise<void>): Promise<void> {
  // The harness shows the lines after this one: test/harness/suiteConsole.mjs.
  console.log(`Editor tests in VS Code ${vscode.version}`);
  // A key that is pressed while the workbench is busy with itself may ask no provider: each test has a second try. One
  // that needed it is printed, and named again at the end of the run.
  // A part of the suite, by its tests' names: INKLING_TEST_GREP='Generate' npm run test:editor.
  const grep = process.env.INKLING_TEST_GREP;
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, retries: 1, reporter: SpecLines, ...(grep ? { grep } : {}) });
  mocha.suite.emit('pre-require', globalThis, 'editor', mocha);
  await load();
  const failures: Failure[] = [];
  const retried: Failure[] = [];
  let passed = 0;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', () => passed++);
    const failureOf = (test: Mocha.Runnable, error: Error): Failure => ({
      title: test.fullTitle(),
      message: error.stack ?? String(error),
    });
    runner.on('fail', (test, error: Error) => failures.push(failureOf(test, error)));
    runner.on('retry', (test: Mocha.Test, error: Error) => retried.push(failureOf(test, error)));
  });
  const passedLater = retried.filter(({ title }) => !failures.some((failure) => failure.title === title));
  await report({ passed, failed: failures.length, failures, retried: passedLater });
  if (failures.length > 0) throw new Error(`${failures.length} of ${passed + failures.length} editor tests failed`);
}

/** Hands the results to the driver of the harness; without one, the console is all. */
async function report(results: Results): Promise<void> {
  const address = process.env.INKLING_TEST_DRIVER;
  if (address) await fetch(`${address}/results`, { method: 'POST', body: JSON.stringify(results) });
}

/** One console line per suite and test, since the console is all that reaches the terminal outside. */
class SpecLines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const indent = (depth: number) => '  '.repeat(depth);
    const depthOf = (node: Mocha.Suite | undefined): number => (node?.parent ? 1 + depthOf(node.parent) : 0);
    runner.on('suite', (suite) => suite.title && console.log(`${indent(depthOf(suite))}${suite.title}`));
    runner.on('pass', (test) =>
      console.log(`${indent(depthOf(test.parent) + 1)}✓ ${test.title} (${test.duration} ms)`),
    );
    runner.on('fail', (test, error: Error) =>
      console.log(`${indent(depthOf(test.parent) + 1)}✗ ${test.title}: ${error.message}`),
    );
    runner.on('retry', (test: Mocha.Test, error: Error) =>
      console.log(`${indent(depthOf(test.parent) + 1)}↻ ${test.title}, once more after: ${error.message}`),
    );
    runner.on('pending', (test) => console.log(`${indent(depthOf(test.parent) + 1)}- ${test.title} (skipped)`));
  }
}
