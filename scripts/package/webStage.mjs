/** The extension as a browser gets it. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';
import { FOLDERS, shippedManifest, TEXTS } from './stage.mjs';

/** The worker, the WebAssembly runtime and the grammars are beside the entry; the page of the lens serves desktops, too. */
const BUILT = ['web', 'lens.js'];

/**
 * Fills an empty folder from the build in `dist`. The manifest has the entry for browsers only: where there is a Node,
 * VS Code prefers that, unless the kind of the extension is `web`.
 * @param {string} dir
 * @returns {{name: string, version: string}} of the staged manifest
 */
export function stageWebExtension(dir) {
  mkdirSync(dir, { recursive: true });
  const take = (/** @type {string} */ name) =>
    cpSync(path.join(repoRoot, name), path.join(dir, name), {
      recursive: true,
      filter: (source) => !source.endsWith('.map'),
    });
  for (const name of BUILT) take(path.join('dist', name));
  for (const name of [...FOLDERS, ...TEXTS]) take(name);
  const source = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8'));
  const manifest = { ...shippedManifest(source), main: undefined, extensionKind: ['web'] };
  writeFileSync(path.join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
