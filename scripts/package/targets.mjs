/** The packages: one for each platform of the desktop, and one for browsers. */

/**
 * @typedef {object} Target
 * @property {string} name as VS Code names it
 * @property {'native' | 'wasm'} runtime `native`: ONNX Runtime's library, with WebAssembly where it does not load; `wasm`: WebAssembly only
 * @property {number} maxBytes of the package
 */

/** The native packages take up to 50 MB; the ones without a library about 40. */
const MAX_BYTES = 60e6;

/** 40 MB as vsce and the Marketplace count: browsers fetch it, and the file for GPUs (4 MB) only where there is one. */
const MAX_WEB_BYTES = 40 * 2 ** 20;

/** @type {readonly Target[]} */
export const TARGETS = [
  ...['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64'].map((name) => ({
    name,
    runtime: /** @type {const} */ ('native'),
    maxBytes: MAX_BYTES,
  })),
  // The runtime has no library for Intel Macs and for musl.
  ...['darwin-x64', 'alpine-x64', 'alpine-arm64'].map((name) => ({
    name,
    runtime: /** @type {const} */ ('wasm'),
    maxBytes: MAX_BYTES,
  })),
  { name: 'web', runtime: 'wasm', maxBytes: MAX_WEB_BYTES },
];

/**
 * @param {string} name
 * @returns {Target}
 * @throws {Error} naming the targets that there are
 */
export function targetOf(name) {
  const target = TARGETS.find((known) => known.name === name);
  if (target) return target;
  throw new Error(
    `There is no package for ${name}: give --target one of ${TARGETS.map((known) => known.name).join(', ')}.`,
  );
}
