/** The suite for a window without a folder. */
import { runSuite } from '../runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> => runSuite(load);

async function load(): Promise<void> {
  await import('../setup.js');
  await import('./emptyWindow.test.js');
}
