/** Tests of ghost text and Generate. */
import { runSuite } from './runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('./setup.js');
    await loadSuggestions();
  });

export async function loadSuggestions(): Promise<void> {
  await import('./smoke.test.js');
  await import('./ghostText.test.js');
  await import('./explicit.test.js');
  await import('./alternatives.test.js');
  await import('./suggestWidget.test.js');
  await import('./afterAccept.test.js');
  await import('./closingBrackets.test.js');
  await import('./blocks.test.js');
  await import('./documents.test.js');
  await import('./fileSystems.test.js');
  await import('./settings.test.js');
  await import('./settingsOnDesktop.test.js');
  await import('./decodingSettings.test.js');
  await import('./generate.test.js');
  await import('./generateWays.test.js');
  await import('./generatePreview.test.js');
  await import('./generateEdits.test.js');
  await import('./generateSecond.test.js');
  await import('./generateClosing.test.js');
  await import('./generateSelection.test.js');
  await import('./generateCompare.test.js');
}
