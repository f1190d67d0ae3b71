/** Tests of everything around suggestions: status bar, menu, lens, models, workspace index. */
import { runSuite } from './runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('./setup.js');
    await loadFeatures();
  });

export async function loadFeatures(): Promise<void> {
  await import('./statusBar.test.js');
  await import('./menu.test.js');
  await import('./menuEntries.test.js');
  await import('./commands.test.js');
  await import('./firstRun.test.js');
  await import('./statistics.test.js');
  await import('./statisticsKept.test.js');
  await import('./report.test.js');
  await import('./lens.test.js');
  await import('./lensOnDesktop.test.js');
  await import('./legibility.test.js');
  await import('./server.test.js');
  await import('./bothEngines.test.js');
  await import('./models/models.test.js');
  await import('./workspace.test.js');
  await import('./workspaceFiles.test.js');
  await import('./snippets.test.js');
  // Activates another extension: after it, the setting that keeps Inkling suggesting stays as the user answered.
  await import('./respect.test.js');
}
