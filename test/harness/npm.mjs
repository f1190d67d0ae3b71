/** Runs npm as one step of an installation. */
import { spawn } from 'node:child_process';

/** The advice for most failures. */
export const NEXT = 'Check the network and that 2 GB of disk is free, then run the same command again.';

/**
 * Runs npm and resolves when it has ended well.
 * @param {string[]} args
 * @param {{cwd: string, step: string, next: string}} options `step` (the work under way) and `next` (the advice) make the error's message
 * @returns {Promise<string>} npm's output
 */
export function npm(args, { cwd, step, next }) {
  // Under `npm start` the running npm names itself, as other package managers do; spawning it by Node avoids npm.cmd and a shell on Windows.
  const script = /npm-cli\.js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : undefined;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  const child = spawn(command, [...first, '--loglevel=error', '--no-audit', '--no-fund', ...args], {
    cwd,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !script && process.platform === 'win32',
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Error(`${step} failed: npm could not be started (${error.message}). ${next}`)),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${step} failed: npm ended with ${code}.\n${output.trim().slice(-1500)}\n${next}`));
    });
  });
}

/**
 * Settings that an outer npm hands down as `npm_config_*` (its own prefix, flags of `npm start`) would bend an
 * installation in another folder. Settings in npmrc files are still read from those files.
 */
function cleanEnvironment() {
  const local =
    /^npm_(config_(local_prefix|prefix|global|dry_run|package_lock_only|omit|include)|package_|lifecycle_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !local.test(name)));
}
