/** `npm run bench:load`: builds, then runs the load test with the llama-server of the tests. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repoRoot } from '../test/harness/edition.mjs';
import { orExit } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';
import { findLlamaServer } from '../test/servers/llamaServer.mjs';

await orExit(ensureProjectInstalled());
const args = process.argv.slice(2);
const llamaServer = findLlamaServer();
if (llamaServer === undefined && !args.some((arg) => arg.startsWith('--server') || arg === '--help')) {
  console.error(
    'There is no llama-server: build it with `npm run test:servers -- --build`, or name a server with --server.',
  );
  process.exit(1);
}
const run = (/** @type {string[]} */ ...command) =>
  spawnSync(process.execPath, command, {
    cwd: repoRoot,
    stdio: 'inherit',
    env: { ...process.env, ...(llamaServer === undefined ? {} : { INKLING_LLAMA_SERVER: llamaServer }) },
  }).status ?? 1;
process.exitCode = run('esbuild.mjs', '--bench') || run(path.join('out', 'bench', 'load.cjs'), ...args);
