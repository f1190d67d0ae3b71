/** Which VS Code the harness runs: the pinned one, or an older one that `INKLING_VSCODE` names. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The committed package.json and lockfile of the editor and the browser. */
export const manifestDir = path.join(repoRoot, 'test', 'harness', 'vscode');

/** Where the pinned editor and the browser are installed. */
export const webDir = path.join(repoRoot, '.vscode-test', 'web');

/**
 * @typedef {object} Edition
 * @property {string} version of code-server; 4.139.1 carries VS Code 1.139.1
 * @property {string} dir where it is installed
 * @property {boolean} pinned whether it is the one in the lockfile
 */

/**
 * The edition this process is to run. An older one is in a separate folder next to the pinned one.
 * @returns {Edition}
 */
export function currentEdition() {
  const manifest = JSON.parse(readFileSync(path.join(manifestDir, 'package.json'), 'utf8'));
  const pinned = manifest.dependencies['code-server'];
  const version = process.env.INKLING_VSCODE || pinned;
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(
      `INKLING_VSCODE is "${version}"; give a code-server version such as 4.96.4, which carries VS Code 1.96.4.`,
    );
  }
  if (version === pinned) return { version, dir: webDir, pinned: true };
  return { version, dir: `${webDir}-${version}`, pinned: false };
}

/**
 * The folder of VS Code's compiled server inside an installed edition.
 * @param {string} dir
 */
export function serverRoot(dir) {
  return path.join(dir, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * The names under which npm carries a Node binary for this machine, the likeliest first. (`node` itself fetches its
 * binary by an install script, and none runs here.)
 */
export function nodePackages() {
  const { platform, arch } = process;
  return [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
}

/**
 * The Node binary that came with an edition; a compiled VS Code server wants the very major it was built for.
 * @param {string} dir
 */
export function nodeBinary(dir) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = nodePackages()
    .map((pkg) => path.join(dir, 'node_modules', pkg, 'bin', name))
    .find((file) => existsSync(file));
  if (!found) {
    throw new Error(
      `No Node binary for ${process.platform}-${process.arch} is in ${dir}. Remove that folder and try again; if it stays so, npm has none for this machine.`,
    );
  }
  return found;
}

/**
 * `require` as seen from the installed editor's folder: how the harness reaches packages that are not the project's own.
 */
export function requireInstalled(/** @type {string} */ name) {
  return createRequire(path.join(webDir, 'package.json'))(name);
}
