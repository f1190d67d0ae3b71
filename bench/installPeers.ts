import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchFolder, repository } from './paths.js';

/** The part of the test harness's npm module that is used here. */
interface NpmModule {
  readonly npm: (args: readonly string[], options: { cwd: string; step: string; next: string }) => Promise<string>;
}

/**
 * Installs the compared engines in the bench's folder, unless they are installed: from the lockfile, without running their
 * scripts; llama.cpp's libraries are packages, too.
 *
 * @throws Error if npm fails.
 */
export async function installPeers(): Promise<void> {
  const lock = join(benchFolder, 'package-lock.json');
  const installed = join(benchFolder, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing the compared engines (npm ci in bench/) …');
  const { npm } = (await import(pathToFileURL(join(repository, 'test', 'harness', 'npm.mjs')).href)) as NpmModule;
  await npm(['ci', '--ignore-scripts'], {
    cwd: benchFolder,
    step: 'Installing the compared engines of the bench',
    next: 'Check the network, then run the same command again.',
  });
}
