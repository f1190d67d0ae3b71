/** The sizes of a package's parts. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The first that matches counts. */
const PARTS = /** @type {[string, RegExp][]} */ ([
  ['runtime, native', /^dist\/node_modules\/.*\/bin\//],
  ['runtime, JavaScript', /^dist\/node_modules\//],
  ['model, weights', /^model\/onnx\//],
  ['model, the rest', /^model\//],
  ['runtime, WebAssembly', /^dist\/(web\/)?ort-.*\.wasm$/],
  ['worker', /^dist\/(web\/)?worker\.js$/],
  ['grammars', /^dist\/(web\/)?grammars\//],
  ['extension', /^dist\//],
  ['manifest, texts, icon', /^/],
]);

/**
 * Lines of a table: the files of a staged folder by part, the largest part first, and their sum.
 * @param {string} dir
 * @returns {string[]}
 */
export function sizesByPart(dir) {
  const rows = PARTS.map(([part]) => ({ part, files: 0, bytes: 0 }));
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    // vsce reads this one and does not pack it.
    if (!entry.isFile() || entry.name === '.vscodeignore') continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const name = path.relative(dir, file).replaceAll(path.sep, '/');
    const row = rows[PARTS.findIndex(([, pattern]) => pattern.test(name))];
    if (!row) throw new Error(`No part is for ${name}.`);
    row.files += 1;
    row.bytes += statSync(file).size;
  }
  rows.sort((a, b) => b.bytes - a.bytes);
  const sum = (/** @type {'files' | 'bytes'} */ key) => rows.reduce((total, row) => total + row[key], 0);
  const all = [...rows, { part: 'unpacked', files: sum('files'), bytes: sum('bytes') }];
  return all.map(
    ({ part, files, bytes }) =>
      `${part.padEnd(24)}${String(files).padStart(4)} ${files === 1 ? 'file ' : 'files'}${megabytes(bytes).padStart(12)}`,
  );
}

/** Bytes in a readable unit: `7.06 MB`. */
export function megabytes(/** @type {number} */ bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
