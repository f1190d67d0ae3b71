/** All suites of a desktop's extension host, two windows at a time: `node test/harness/editorSuites.mjs`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runConsentWindow } from './consentWindow.mjs';
import { repoRoot } from './edition.mjs';
import { orExit } from './errors.mjs';
import { ensureInstalled } from './install.mjs';
import { runSuites } from './lanes.mjs';
import { multiRootWorkspace } from './multiRootWorkspace.mjs';
import { exitOnSignals } from './processes.mjs';
import { runPreviewWindow } from './previewWindow.mjs';
import { printResult } from './results.mjs';
import { runEditorTests } from './runEditorTests.mjs';
import { runShippedDefaults } from './shippedDefaults.mjs';

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export const runEditorSuites = ({ say = console.log } = {}) =>
  runSuites(
    [
      // The longest ones first.
      (own) => runEditorTests({ say: own, suite: suiteFile('suggestions') }),
      (own) => runEditorTests({ say: own, suite: suiteFile('features') }),
      runMultiRoot,
      runEmptyWindow,
      (own) => runShippedDefaults({ say: own }),
      (own) => runPreviewWindow({ say: own }),
      (own) => runConsentWindow({ say: own }),
    ],
    say,
  );

const suiteFile = (/** @type {string} */ name) => path.join(repoRoot, 'out', 'test', 'editor', `${name}.cjs`);

/** A window with several folders, in Restricted Mode. */
async function runMultiRoot(/** @type {(line: string) => void} */ say) {
  const { file, dispose } = multiRootWorkspace();
  try {
    return await runEditorTests({
      say,
      suite: suiteFile('multiRoot'),
      workspaceFolder: file,
      trustsWorkspaces: false,
      userSettings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
        'security.workspace.trust.untrustedFiles': 'open',
      },
    });
  } finally {
    dispose();
  }
}

function runEmptyWindow(/** @type {(line: string) => void} */ say) {
  return runEditorTests({ say, suite: suiteFile('emptyWindow'), workspaceFolder: 'none' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await orExit(ensureInstalled());
  printResult(await runEditorSuites());
}
