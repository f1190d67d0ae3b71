/** The npm packages whose code is in the build, as esbuild tells. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';

/** The file that `node esbuild.mjs --metafile` writes: a list of the inputs of each bundle. */
export const METAFILE = path.join(repoRoot, 'out', 'bundles.json');

/** The name of the package that a file of node_modules belongs to; undefined for a file of the project. */
export function packageOf(/** @type {string} */ file) {
  const parts = file.split('/');
  const at = parts.lastIndexOf('node_modules');
  if (at === -1) return undefined;
  const [scope = '', name = ''] = parts.slice(at + 1);
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/**
 * The packages in some bundles.
 * @param {readonly string[]} outputs paths of bundles, such as `dist/worker.js`
 * @param {Record<string, string[]>} [inputs] of each bundle; by default those of the last build
 * @returns {string[]} sorted
 * @throws {Error} for a bundle that was not built
 */
export function bundledPackages(outputs, inputs = JSON.parse(readFileSync(METAFILE, 'utf8'))) {
  const files = outputs.flatMap((output) => {
    const found = inputs[output];
    if (!found) throw new Error(`The build has no ${output}.`);
    return found;
  });
  return [...new Set(files.flatMap((file) => packageOf(file) ?? []))].sort();
}
