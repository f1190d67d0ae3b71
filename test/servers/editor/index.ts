/** The suite with a real llama-server, for `npm run test:servers`. */
import { runSuite } from '../../editor/runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> => runSuite(load);

async function load(): Promise<void> {
  await import('../../editor/setup.js');
  await import('./realServer.test.js');
}
