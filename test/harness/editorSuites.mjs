/** All suites inside VS Code, two windows at a time: `node test/harness/editorSuites.mjs`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runConsentWindow } from './consentWindow.mjs';
import { repoRoot } from './edition.mjs';
import { orExit } from './errors.mjs';
import { heldBack } from './heldBack.mjs';
import { ensureInstalled } from './install.mjs';
import { multiRootWorkspace } from './multiRootWorkspace.mjs';
import { exitOnSignals } from './processes.mjs';
import { runPreviewWindow } from './previewWindow.mjs';
import { printResult, sumOf } from './results.mjs';
import { runEditorTests } from './runEditorTests.mjs';
import { runShippedDefaults } from './shippedDefaults.mjs';

/**
 * @param {{say?: (line: string) => void}} [options]
 * @returns {Promise<import('./results.mjs').Results>}
 */
export async function runEditorSuites({ say = console.log } = {}) {
  // They wait more than they compute.
  const features = heldBack(say);
  const running = [
    runInTurn(
      () => runEditorTests({ say, suite: suiteFile('suggestions') }),
      () => runMultiRoot(say),
      () => runEmptyWindow(say),
      () => runShippedDefaults({ say }),
      () => runPreviewWindow({ say }),
      () => runConsentWindow({ say }),
    ).finally(() => features.release()),
    runInTurn(() => runEditorTests({ say: features.say, suite: suiteFile('features') })),
  ];
  // Also after a bug in the harness, each of them closes its window.
  await Promise.allSettled(running);
  return sumOf(await Promise.all(running));
}

/** @param {(() => Promise<import('./results.mjs').Results>)[]} suites */
async function runInTurn(...suites) {
  const all = [];
  for (const run of suites) all.push(await run());
  return sumOf(all);
}

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
