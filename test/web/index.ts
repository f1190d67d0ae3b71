/**
 * Editor tests in the extension host of a browser: a web worker, without Node. Most are those of the desktop, whose host
 * runs them, too.
 */
import { runSuite } from '../editor/runSuite.js';

/** VS Code calls this in its extension host. */
export const run = (): Promise<void> =>
  runSuite(async () => {
    await import('./setup.js');
    await import('./host.test.js');
    await import('../editor/smoke.test.js');
    await import('../editor/ghostText.test.js');
    await import('../editor/explicit.test.js');
    await import('../editor/afterAccept.test.js');
    await import('../editor/blocks.test.js');
    await import('../editor/settings.test.js');
    await import('./generate.test.js');
    await import('../editor/menu.test.js');
    await import('./menuEntries.test.js');
    await import('../editor/statistics.test.js');
    await import('../editor/lens.test.js');
    await import('../editor/workspace.test.js');
  });
