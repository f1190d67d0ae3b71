/** The folder that becomes the package: nothing lies in it that is not meant to ship. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';
import { notices } from './notices.mjs';
import { stageRuntime } from './runtime.mjs';

/** The terminal's `dist/complete.js` stays out: a package has no terminal command. */
const BUILT = ['extension.js', 'worker.js', 'lens.js', 'grammars'];
export const FOLDERS = ['l10n', 'media', 'model'];
const NLS = readdirSync(repoRoot).filter((name) => /^package\.nls.*\.json$/.test(name));
export const TEXTS = [...NLS, 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Fills `dir`, emptied first, from the build in `dist`.
 * @param {string} dir
 * @param {{target: string, say: (line: string) => void}} options `target` as in runtime.mjs
 * @returns {{name: string, version: string}} of the staged manifest
 */
export function stage(dir, { target, say }) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const take = (/** @type {string} */ name) =>
    cpSync(path.join(repoRoot, name), path.join(dir, name), { recursive: true });
  for (const name of BUILT) take(path.join('dist', name));
  for (const name of FOLDERS) take(name);
  for (const name of TEXTS) {
    if (existsSync(path.join(repoRoot, name))) take(name);
    else say(`There is no ${name}: the package goes without.`);
  }
  writeFileSync(path.join(dir, 'THIRD_PARTY_NOTICES.txt'), notices());
  stageRuntime(target, path.join(dir, 'dist', 'node_modules'));

  const manifest = shippedManifest(JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')));
  writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // vsce complains where there is none.
  writeFileSync(path.join(dir, '.vscodeignore'), '# All that lies here is meant to ship.\n');
  return manifest;
}

/**
 * The manifest without what serves only those who work on the source: `dependencies` are in the bundle or beside it,
 * and `engines.node` speaks of the tools.
 */
export function shippedManifest(/** @type {any} */ source) {
  const manifest = { ...source, engines: { vscode: source.engines.vscode } };
  for (const name of ['scripts', 'dependencies', 'devDependencies', 'private']) delete manifest[name];
  return manifest;
}
