/** The programs that run another platform's Node: those of the system, and those that npm and PyPI have. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm } from '../../harness/npm.mjs';
import { temporaryDir } from '../../harness/temporary.mjs';

/** Outside of the clone: 70 to 120 MB for each platform. */
export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'inkling');

const isThere = (/** @type {string} */ name) =>
  path.isAbsolute(name)
    ? existsSync(name)
    : (process.env.PATH ?? '').split(path.delimiter).some((dir) => existsSync(path.join(dir, name)));

/** @param {readonly import('./machine').NeededProgram[]} programs */
export function requirePrograms(programs) {
  const missing = programs.filter(({ name }) => !isThere(name));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => program.package))].join(' ');
  throw new Error(
    `${missing.map(({ name }) => name).join(', ')} not found: this suite cannot run. On Debian:\n  apt-get install --no-install-recommends ${packages}`,
  );
}

/**
 * Fills a folder of the cache, once; it appears only when it is whole.
 * @param {string} name
 * @param {(dir: string) => Promise<void> | void} fill
 * @returns its path
 */
export async function cached(name, fill) {
  const dir = path.join(cacheDir, name);
  if (existsSync(dir)) return dir;
  const partial = `${dir}.partial-${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    await fill(partial);
    renameSync(partial, dir);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return dir;
}

/**
 * A package of npm that is for another platform.
 * @param {string} name
 * @param {string} version
 * @returns its folder
 */
export async function foreignPackage(name, version) {
  const dir = await cached(`${name}-${version}`, async (partial) => {
    console.log(`Downloading ${name} ${version} (70 to 120 MB, once) …`);
    writeFileSync(path.join(partial, 'package.json'), '{"private":true}\n');
    // By force: npm refuses packages of other platforms.
    const args = ['install', '--force', '--ignore-scripts', '--no-save', `${name}@${version}`];
    await npm(args, { cwd: partial, step: `Downloading ${name}`, next: 'Check the network, then try again.' });
  });
  return path.join(dir, 'node_modules', name);
}

/** Runs a program whose output matters only if it fails. */
export function runQuietly(/** @type {string} */ command, /** @type {string[]} */ args, env = process.env) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stdout + stderr}`);
}

/** A folder of this run as users have it: with spaces and characters of several scripts in its path. */
export function userFolder(/** @type {string} */ inside) {
  const dir = path.join(inside, 'Jörg Müller', 'Мои проекты', '日本');
  mkdirSync(dir, { recursive: true });
  return dir;
}

export const temporaryUserFolder = () => userFolder(temporaryDir('inkling-platform-').dir);
