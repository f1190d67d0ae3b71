/** All suites inside VS Code, one window after the other: `node test/harness/editorSuites.mjs`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repoRoot } from './edition.mjs';
import { ensureInstalled } from './install.mjs';
import { multiRootWorkspace } from './multiRootWorkspace.mjs';
import { exitOnSignals } from './processes.mjs';
import { printResult } from './results.mjs';
import { runEditorTests } from './runEditorTests.mjs';

/** @returns {Promise<import('./results.mjs').Results>} */
export async function runEditorSuites() {
  const main = await runEditorTests();
  const { file, dispose } = multiRootWorkspace();
  try {
    const multiRoot = await runEditorTests({
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
    return {
      passed: main.passed + multiRoot.passed,
      failed: main.failed + multiRoot.failed,
      failures: [...main.failures, ...multiRoot.failures],
    };
  } finally {
    dispose();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await ensureInstalled();
  printResult(await runEditorSuites());
}
