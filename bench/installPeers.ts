import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './paths.js';

/** Runs npm in the bench's folder; its output is the person's to read. */
function npm(...args: string[]): Promise<number | null> {
  // Under `npm run` the running npm names itself; spawning it by Node avoids npm.cmd and a shell on Windows.
  const script = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
  const [command, ...first] = script ? [process.execPath, script] : ['npm'];
  const child = spawn(command, [...first, '--no-audit', '--no-fund', ...args], { cwd: benchFolder, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/**
 * Installs the peers of the comparison beside the bench, unless they are there: from the lockfile, without any script of
 * theirs; llama.cpp's libraries are packages, too.
 *
 * @throws Error if npm fails.
 */
export async function installPeers(): Promise<void> {
  const lock = join(benchFolder, 'package-lock.json');
  const installed = join(benchFolder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing the peers (npm ci in bench/) …');
  const code = await npm('ci', '--ignore-scripts');
  if (code !== 0) throw new Error(`npm ci in bench/ ended with ${code}. Check the network, then run it again.`);
}
