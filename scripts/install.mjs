/**
 * `node scripts/install.mjs && …`: the first step of the npm scripts that run a tool from `node_modules`, so that they
 * work in a fresh clone. Progress goes to stderr, because some of these tools print results that are piped.
 */
import { orExit } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';

await orExit(ensureProjectInstalled({ say: console.error }));
