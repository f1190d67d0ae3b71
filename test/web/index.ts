/** Editor tests in the extension host of a browser: a web worker, without Node. */
import { runSuite } from '../editor/runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('../editor/smoke.test.js');
  });
