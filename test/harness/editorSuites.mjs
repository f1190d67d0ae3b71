/** All suites inside VS Code, one window after the other: `node test/harness/editorSuites.mjs`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from './edition.mjs';
import { orExit } from './errors.mjs';
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
  return sumOf([
    await runEditorTests({ say }),
    await runMultiRoot(say),
    await runEmptyWindow(say),
    await runShippedDefaults({ say }),
    await runPreviewWindow({ say }),
  ]);
}

/** A window with several folders, in Restricted Mode. */
async function runMultiRoot(/** @type {(line: string) => void} */ say) {
  const { file, dispose } = multiRootWorkspace();
  try {
    return await runEditorTests({
      say,
      suite: path.join(repoRoot, 'out', 'test', 'editor', 'multiRoot.cjs'),
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
  const suite = path.join(repoRoot, 'out', 'test', 'editor', 'emptyWindow.cjs');
  return runEditorTests({ say, suite, workspaceFolder: 'none' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await orExit(ensureInstalled());
  printResult(await runEditorSuites());
}
