/** The folder that becomes a package: nothing lies in it that is not meant to ship. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';
import { notices } from './notices.mjs';
import { shippedPackages } from './parts.mjs';
import { stageRuntime } from './runtime.mjs';

/** @typedef {import('./targets.mjs').Target} Target */

/**
 * The terminal's `dist/complete.js` stays out: a package has no terminal command. WebAssembly is in every package, for
 * systems that do not load the native library.
 */
const DESKTOP = ['extension.js', 'worker.js', 'lens.js', 'grammars', 'ort-wasm-simd-threaded.wasm'];
/** The worker, the runtime and the grammars are beside the entry; the page of the lens serves desktops, too. */
const WEB = ['web', 'lens.js'];
const FOLDERS = ['l10n', 'media', 'model'];
const NLS = readdirSync(repoRoot).filter((name) => /^package\.nls.*\.json$/.test(name));
const TEXTS = [...NLS, 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Fills `dir`, emptied first, from the build in `dist`.
 * @param {string} dir
 * @param {Target} target
 * @returns {{name: string, version: string}} of the staged manifest
 */
export function stage(dir, target) {
  const isWeb = target.name === 'web';
  const manifest = isWeb ? stageWebExtension(dir) : stageFiles(dir, DESKTOP, desktopManifest());
  writeFileSync(path.join(dir, 'THIRD_PARTY_NOTICES.txt'), notices(shippedPackages(target)));
  if (target.runtime === 'native') stageRuntime(target.name, path.join(dir, 'dist', 'node_modules'));
  // vsce complains where there is none.
  writeFileSync(path.join(dir, '.vscodeignore'), '# All that lies here is meant to ship.\n');
  return manifest;
}

/**
 * Fills `dir`, emptied first, with the extension as a browser gets it. The manifest has the entry for browsers only: where
 * there is a Node, VS Code would prefer the other one.
 * @param {string} dir
 * @returns {{name: string, version: string}} of the staged manifest
 */
export const stageWebExtension = (dir) => stageFiles(dir, WEB, webManifest());

/**
 * @param {string} dir
 * @param {readonly string[]} built in `dist`
 * @param {any} manifest
 */
function stageFiles(dir, built, manifest) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const names = [...built.map((name) => path.join('dist', name)), ...FOLDERS, ...TEXTS];
  const filter = (/** @type {string} */ source) => !source.endsWith('.map');
  for (const name of names) cpSync(path.join(repoRoot, name), path.join(dir, name), { recursive: true, filter });
  writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * The manifest without what serves only those who work on the source: `dependencies` are in the bundle or beside it,
 * and `engines.node` speaks of the tools.
 */
function shippedManifest() {
  const source = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8'));
  const manifest = { ...source, engines: { vscode: source.engines.vscode } };
  for (const name of ['scripts', 'dependencies', 'devDependencies', 'private']) delete manifest[name];
  return manifest;
}

function desktopManifest() {
  const manifest = shippedManifest();
  delete manifest.browser;
  return manifest;
}

function webManifest() {
  const manifest = shippedManifest();
  delete manifest.main;
  // VS Code takes an extension that has only the other entry for one of browsers; vsce knows no name for that kind.
  delete manifest.extensionKind;
  return manifest;
}
