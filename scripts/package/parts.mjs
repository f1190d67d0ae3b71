/** The parts of each kind of package. */
import { bundledPackages } from './bundled.mjs';

/** @typedef {import('./targets.mjs').Target} Target */

const DESKTOP_BUNDLES = ['dist/extension.js', 'dist/worker.js', 'dist/lens.js'];
const WEB_BUNDLES = ['dist/web/extension.js', 'dist/web/worker.js', 'dist/lens.js'];

/** The compiled grammars and the WebAssembly of the runtime are copied, not bundled. */
const COPIED = ['@vscode/tree-sitter-wasm', 'onnxruntime-web'];
/** It is beside the worker. */
const NATIVE = ['onnxruntime-common', 'onnxruntime-node'];

export const bundlesOf = (/** @type {Target} */ { name }) => (name === 'web' ? WEB_BUNDLES : DESKTOP_BUNDLES);

/** The npm packages of which something ships: sorted names. */
export function shippedPackages(/** @type {Target} */ target) {
  const beside = target.runtime === 'native' ? NATIVE : [];
  return [...new Set([...bundledPackages(bundlesOf(target)), ...COPIED, ...beside])].sort();
}
