/** Installs the project's own packages, a VS Code for the browser and a browser: the needs of tests and `npm start`. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './chromium.mjs';
import { currentEdition, manifestDir, repoRoot, webDir } from './edition.mjs';
import { installOlder, installServerPackages, standIns } from './installServer.mjs';
import { NEXT, npm } from './npm.mjs';

const STAMP = 'installed.txt';

/** @typedef {{say?: (line: string) => void}} Options */

/**
 * Installs the current edition (see edition.mjs) and the browser, unless they are there already.
 * @param {Options} [options]
 */
export async function ensureInstalled({ say = console.log } = {}) {
  const edition = currentEdition();
  await installOnce(webDir, hashOf('package-lock.json', 'package.json', ...standIns), async (dir) => {
    const { dependencies } = JSON.parse(readFileSync(path.join(manifestDir, 'package.json'), 'utf8'));
    say(`Installing VS Code ${vscodeVersion(dependencies['code-server'])} for the browser (about 1.1 GB, once) …`);
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      cpSync(path.join(manifestDir, name), path.join(dir, name));
    await npm(['ci'], { cwd: dir, step: 'Installing VS Code for the browser', next: NEXT });
    say('Installing the packages of its server …');
    await installServerPackages(dir);
  });
  if (!edition.pinned) {
    await installOnce(edition.dir, hashOf(...standIns), async (dir) => {
      say(`Installing VS Code ${vscodeVersion(edition.version)} for the browser, as INKLING_VSCODE asks (once) …`);
      await installOlder(dir, edition.version);
    });
  }
  await ensureBrowser({ say });
}

/**
 * Installs the project's own packages when node_modules is missing or older than the lockfile.
 * @param {Options} [options]
 */
export async function ensureProjectInstalled({ say = console.log } = {}) {
  checkNode();
  const lock = path.join(repoRoot, 'package-lock.json');
  const installed = path.join(repoRoot, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  if (existsSync(installed) && samePackages(lock, installed)) return;
  say('Installing the project’s packages (npm ci) …');
  await npm(['ci'], { cwd: repoRoot, step: 'Installing the project’s packages', next: NEXT });
}

/** npm only warns of a Node that is too old, and what fails later does not name the reason. */
function checkNode() {
  const { engines } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8'));
  const needed = engines.node.replace('>=', '');
  const numbers = (/** @type {string} */ version) => version.split('.').map(Number);
  const [[major = 0, minor = 0], [ownMajor = 0, ownMinor = 0]] = [numbers(needed), numbers(process.versions.node)];
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Error(`Inkling needs Node ${needed} or later to build, and this is ${process.version}.`);
}

/** A fresh checkout gives the lockfile a new date, so that dates alone would reinstall for nothing. */
function samePackages(/** @type {string} */ lock, /** @type {string} */ installed) {
  /** @returns {Record<string, {version?: string, optional?: boolean}>} */
  const packages = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = packages(installed);
  return Object.entries(packages(lock)).every(([name, { version, optional }]) => {
    // The root has no name, and packages for other systems are rightly absent.
    if (name === '' || (optional && !present[name])) return true;
    return present[name]?.version === version;
  });
}

/**
 * Fills `dir` by way of a sibling folder that is renamed at the end, so that a broken installation never looks whole.
 * @param {string} dir
 * @param {string} stamp
 * @param {(dir: string) => Promise<void>} fill
 */
async function installOnce(dir, stamp, fill) {
  const stampFile = path.join(dir, STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const partial = `${dir}.partial-${process.pid}`;
  const clean = () => rmSync(partial, { recursive: true, force: true });
  process.on('exit', clean);
  try {
    mkdirSync(partial, { recursive: true });
    await fill(partial);
    writeFileSync(path.join(partial, STAMP), stamp);
    rmSync(dir, { recursive: true, force: true });
    renameSync(partial, dir);
  } finally {
    process.off('exit', clean);
    clean();
  }
}

/** code-server 4.x.y carries VS Code 1.x. */
function vscodeVersion(/** @type {string} */ codeServer) {
  return codeServer.replace(/^4\.(\d+)\..*$/, '1.$1');
}

function hashOf(/** @type {string[]} */ ...names) {
  const hash = createHash('sha256');
  for (const name of names) hash.update(readFileSync(path.join(manifestDir, name)));
  return `${hash.digest('hex')}\n`;
}
