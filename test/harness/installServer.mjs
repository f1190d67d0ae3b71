/** Does the work of code-server's install script without compiling: the server's packages, and stubs for its addons. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { manifestDir, nodePackages, serverRoot, webDir } from './edition.mjs';
import { NEXT, npm } from './npm.mjs';

/** Compiled addons that VS Code reports or fails on when they are missing, and the replacement of each. */
const ADDONS = {
  '@vscode/spdlog': 'spdlog.cjs',
  '@vscode/native-watchdog': 'native-watchdog.cjs',
  'native-watchdog': 'native-watchdog.cjs',
};

/** The files of this repository that become part of an installation. */
export const standIns = [...new Set(Object.values(ADDONS))];

/**
 * Installs a code-server release that is not the pinned one. It comes without a lockfile of ours: its own shrinkwraps
 * pin what matters.
 */
export async function installOlder(/** @type {string} */ dir, /** @type {string} */ version) {
  const step = `Installing code-server ${version}`;
  const next = `Is ${version} the version of a code-server release on npm? ${NEXT}`;
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ private: true }));
  cpSync(path.join(manifestDir, '.npmrc'), path.join(dir, '.npmrc'));
  await npm(['install', `code-server@${version}`], { cwd: dir, step, next });
  const { engines } = JSON.parse(readFileSync(path.join(dir, 'node_modules', 'code-server', 'package.json'), 'utf8'));
  const node = `${nodePackages()[0]}@${engines.node}`;
  await npm(['install', node], { cwd: dir, step: `Installing ${node}`, next: NEXT });
  await installServerPackages(dir);
  // Search (findFiles too) needs ripgrep, which older releases fetch by a script; the pinned one carries it.
  const modules = (/** @type {string} */ from) => path.join(serverRoot(from), 'node_modules', '@vscode');
  const rg = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const carried = path.join(modules(webDir), 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, rg);
  cpSync(carried, path.join(modules(dir), 'ripgrep', 'bin', rg));
}

/** The packages of the compiled server and of its built-in extensions (TypeScript), at the versions of their shrinkwraps. */
export async function installServerPackages(/** @type {string} */ dir) {
  const root = serverRoot(dir);
  // Peer ranges between the beta packages of the terminal contradict each other in some older releases.
  const flags = ['--ignore-scripts', '--omit=dev', '--legacy-peer-deps'];
  for (const cwd of [root, path.join(root, 'extensions')]) {
    unpinFromGit(path.join(cwd, 'npm-shrinkwrap.json'));
    await npm(['install', ...flags], { cwd, step: 'Installing the packages of VS Code’s server', next: NEXT });
  }
  for (const [addon, standIn] of Object.entries(ADDONS)) {
    const target = path.join(root, 'node_modules', addon);
    if (existsSync(target)) cpSync(path.join(manifestDir, standIn), path.join(target, 'index.js'));
  }
}

/** Some releases pin a package to a commit on GitHub; the registry has the same version, and needs no git. */
function unpinFromGit(/** @type {string} */ shrinkwrap) {
  const lock = JSON.parse(readFileSync(shrinkwrap, 'utf8'));
  for (const [name, entry] of Object.entries(lock.packages)) {
    if (/^git/.test(entry.resolved ?? '')) delete lock.packages[name];
  }
  writeFileSync(shrinkwrap, JSON.stringify(lock, null, 2));
}
