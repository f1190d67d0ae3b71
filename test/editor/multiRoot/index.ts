/** The suite for a window with several folders, in Restricted Mode. */
import { runSuite } from '../runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> => runSuite(load);

async function load(): Promise<void> {
  await import('../setup.js');
  await import('./multiRoot.test.js');
  await import('./virtualFolder.test.js');
}
