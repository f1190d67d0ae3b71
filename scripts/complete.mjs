/** `npm run complete`: installs missing packages and builds, then runs the built command with the same arguments. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';

// Progress must not mix with the command's answers.
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

try {
  await ensureProjectInstalled({ say });
  const build = spawnSync(process.execPath, ['esbuild.mjs'], {
    cwd: repoRoot,
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (build.status !== 0) throw new Error('The build failed: see above.');
  const command = path.join(repoRoot, 'dist', 'complete.js');
  const run = spawnSync(process.execPath, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} catch (error) {
  say(messageOf(error));
  process.exitCode = 1;
}
