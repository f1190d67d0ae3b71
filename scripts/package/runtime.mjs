/** The part of onnxruntime-node that runs a model on the processor of one platform. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';

const BINDING = 'onnxruntime_binding.node';

/**
 * The library that the binding links against, by platform. The rest of the npm package's binaries stays out:
 * - win32: `DirectML.dll` (19 MB) is a delay-loaded import, resolved when a DirectML session is made; `dxcompiler.dll`
 *   (18 to 22 MB) and `dxil.dll` compile WebGPU's shaders. The engine asks for the processor only.
 * - darwin: `libonnxruntime.1.30.0.dylib` (45 MB) is the same file under the name that the binding does not ask for.
 * - linux: nothing. CUDA's providers are fetched by an install script, and none runs here (`.npmrc`).
 * @type {Record<string, string>}
 */
const LIBRARIES = { linux: 'libonnxruntime.so.1', win32: 'onnxruntime.dll', darwin: 'libonnxruntime.1.dylib' };

/**
 * Copies onnxruntime-node, for one target only, and onnxruntime-common into a `node_modules` folder. Neither needs more
 * at run time: onnxruntime-node's other dependencies belong to its install script.
 * @param {string} target a target with the native runtime
 * @param {string} nodeModules
 */
export function stageRuntime(target, nodeModules) {
  const node = path.join(repoRoot, 'node_modules', 'onnxruntime-node');
  // As the runtime itself would find it, should npm ever nest another version.
  const common = packageFolder(createRequire(path.join(node, 'package.json')).resolve('onnxruntime-common'));
  const to = { node: path.join(nodeModules, 'onnxruntime-node'), common: path.join(nodeModules, 'onnxruntime-common') };

  cpSync(path.join(node, 'package.json'), path.join(to.node, 'package.json'));
  copyScripts(path.join(node, 'dist'), path.join(to.node, 'dist'));
  const [platform = '', arch = ''] = target.split('-');
  const library = LIBRARIES[platform];
  if (library === undefined) throw new Error(`No runtime is known for ${target}.`);
  const binaries = path.join('bin', 'napi-v6', platform, arch);
  for (const name of [BINDING, library]) {
    if (!existsSync(path.join(node, binaries, name)))
      throw new Error(
        `onnxruntime-node has no ${path.join(binaries, name)}: its files have changed, and so must ${import.meta.filename}.`,
      );
    cpSync(path.join(node, binaries, name), path.join(to.node, binaries, name));
  }

  cpSync(path.join(common, 'package.json'), path.join(to.common, 'package.json'));
  const cjs = path.join('dist', 'cjs');
  copyScripts(path.join(common, cjs), path.join(to.common, cjs));
  // It says that the folder is CommonJS, which the package as a whole is not.
  cpSync(path.join(common, cjs, 'package.json'), path.join(to.common, cjs, 'package.json'));
}

/** The scripts of a flat folder, without their types and source maps, and without a reference to those. */
function copyScripts(/** @type {string} */ from, /** @type {string} */ to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.endsWith('.js')) continue;
    const script = readFileSync(path.join(from, name), 'utf8');
    writeFileSync(path.join(to, name), script.replace(/^\/\/# sourceMappingURL=.*$/m, ''));
  }
}

/** The folder of the package that a file belongs to. */
function packageFolder(/** @type {string} */ file) {
  const parts = file.split(path.sep);
  return parts.slice(0, parts.lastIndexOf('node_modules') + 2).join(path.sep);
}
