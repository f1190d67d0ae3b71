/** All tests of one window, for a desktop VS Code; in the browser, two windows share them. */
import { loadFeatures } from './features.js';
import { runSuite } from './runSuite.js';
import { loadSuggestions } from './suggestions.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('./setup.js');
    await loadSuggestions();
    await loadFeatures();
  });
