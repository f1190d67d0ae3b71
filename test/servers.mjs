/**
 * `npm run test:servers`: the tests with a real llama-server, and ghost text from it in a real VS Code.
 *
 *   node test/servers.mjs             runs them; without llama-server each is skipped by name
 *   node test/servers.mjs --build     builds llama-server first (10 to 45 minutes, once)
 *   node test/servers.mjs --no-editor leaves VS Code out
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { repoRoot } from './harness/edition.mjs';
import { orExit } from './harness/errors.mjs';
import { ensureInstalled, ensureProjectInstalled } from './harness/install.mjs';
import { exitOnSignals } from './harness/processes.mjs';
import { printResult } from './harness/results.mjs';
import { buildLlamaServer, findLlamaServer } from './servers/llamaServer.mjs';

const flags = new Set(process.argv.slice(2));

/** Runs a program of the project; its output goes to the terminal. */
async function runs(/** @type {string[]} */ args, /** @type {Record<string, string>} */ env = {}) {
  const options = /** @type {const} */ ({ cwd: repoRoot, stdio: 'inherit' });
  const child = spawn(process.execPath, args, { ...options, env: { ...process.env, ...env } });
  const [code] = await once(child, 'exit');
  return code === 0;
}

exitOnSignals();
await orExit(ensureProjectInstalled());
if (flags.has('--build')) await orExit(buildLlamaServer());
const llamaServer = findLlamaServer();
const env = llamaServer === undefined ? {} : { INKLING_LLAMA_SERVER: llamaServer };
if (llamaServer === undefined) {
  console.log('There is no llama-server: all tests are skipped. `npm run test:servers -- --build` builds it.');
}
if (!(await runs(['esbuild.mjs', '--tests']))) process.exit(1);
const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
const isGood = await runs([vitest, 'run', '--project', 'servers', '--reporter=verbose'], env);
if (!isGood) process.exitCode = 1;
if (flags.has('--no-editor')) process.exit();
if (llamaServer === undefined) {
  console.log('↓ ghost text from a real llama-server in VS Code (skipped)');
  process.exit();
}
await orExit(ensureInstalled());
const { runServerSuite } = await import('./servers/editorSuite.mjs');
printResult(await runServerSuite(llamaServer));
if (!isGood) process.exitCode = 1;
