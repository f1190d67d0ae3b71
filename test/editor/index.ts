/** All tests of one window, for a desktop VS Code; in the browser, two windows share them. */
import { loadFeatures } from './features.js';
import { runSuite } from './runSuite.js';
import { loadSuggestions } from './suggestions.js';

/** VS Code calls this in its extension host. */
<<<<<<< HEAD
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('./setup.js');
    await loadSuggestions();
    await loadFeatures();
  });
=======
export const run = (): Promise<void> => runSuite(load);

async function load(): Promise<void> {
  await import('./setup.js');
  await import('./smoke.test.js');
  await import('./ghostText.test.js');
  await import('./explicit.test.js');
  await import('./alternatives.test.js');
  await import('./suggestWidget.test.js');
  await import('./afterAccept.test.js');
  await import('./closingBrackets.test.js');
  await import('./blocks.test.js');
  await import('./documents.test.js');
  await import('./settings.test.js');
  await import('./decodingSettings.test.js');
  await import('./generate.test.js');
  await import('./generateWays.test.js');
  await import('./generatePreview.test.js');
  await import('./generateEdits.test.js');
  await import('./generateSecond.test.js');
  await import('./generateClosing.test.js');
  await import('./generateSelection.test.js');
  await import('./generateCompare.test.js');
  await import('./statusBar.test.js');
  await import('./menu.test.js');
  await import('./commands.test.js');
  await import('./firstRun.test.js');
  await import('./statistics.test.js');
  await import('./report.test.js');
  await import('./lens.test.js');
  await import('./legibility.test.js');
  await import('./server.test.js');
  await import('./models/models.test.js');
  await import('./workspace.test.js');
  await import('./workspaceFiles.test.js');
  await import('./snippets.test.js');
  // Activates another extension: after it, the setting that keeps Inkling suggesting stays as the user answered.
  await import('./respect.test.js');
}
>>>>>>> c3ec272 (Test a server in the editor)
