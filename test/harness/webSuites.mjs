/** The suites in a browser's extension host: `node test/harness/webSuites.mjs`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from './edition.mjs';
import { orExit } from './errors.mjs';
import { ensureInstalled } from './install.mjs';
import { runSuites } from './lanes.mjs';
import { runGpuPage } from './gpuPage.mjs';
import { exitOnSignals } from './processes.mjs';
import { printResult, sumOf } from './results.mjs';
import { runEditorTests } from './runEditorTests.mjs';
import { runWebWindow } from './webWindow.mjs';

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export const runWebSuites = ({ say = console.log } = {}) =>
  runSuites(
    [
      (own) =>
        runEditorTests({ say: own, suite: path.join(repoRoot, 'out', 'test', 'web', 'suite.cjs'), inBrowser: true }),
      (own) => runWebWindow({ say: own }),
    ],
    say,
  );

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await orExit(ensureInstalled());
  // Not beside other windows, as in `npm test`: the software adapter takes all cores for a minute.
  printResult(sumOf([await runWebSuites(), await runGpuPage()]));
}
