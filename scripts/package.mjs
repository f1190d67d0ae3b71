/**
 * `npm run package`: the VSIX for one platform, and its sizes by part.
 *
 *   node scripts/package.mjs [--target linux-x64 | linux-arm64 | win32-x64 | win32-arm64 | darwin-arm64]
 *
 * Only Node's own modules are there when this starts; everything else is installed by it.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';
import { TARGETS } from './package/runtime.mjs';
import { megabytes, sizesByPart } from './package/sizes.mjs';
import { stage } from './package/stage.mjs';

const here = `${process.platform}-${process.arch}`;

async function main() {
  const { values } = parseArgs({ options: { target: { type: 'string', default: here } } });
  const { target } = values;
  if (!TARGETS.includes(target))
    throw new Error(`The runtime has no binaries for ${target}: give --target one of ${TARGETS.join(', ')}.`);

  await ensureProjectInstalled();
  console.log('Building Inkling …');
  node('The build', 'esbuild.mjs', '--minify');
  const dir = path.join(repoRoot, 'out', 'package', target);
  const { name, version } = stage(dir, { target, say: console.log });
  if (target === here) node('Loading the staged model', path.join('scripts', 'package', 'tryRuntime.mjs'), dir);
  else console.log(`Whether the binaries for ${target} load is not tried here, on ${here}.`);

  const vsix = path.join(repoRoot, 'out', `${name}-${target}-${version}.vsix`);
  await pack(dir, target, vsix);
  console.log(`${sizesByPart(dir).join('\n')}\n`);
  console.log(`${path.relative(repoRoot, vsix)}: ${megabytes(statSync(vsix).size)}`);
}

/** By vsce's interface, because its command looks on the network for a newer vsce. */
function pack(/** @type {string} */ dir, /** @type {string} */ target, /** @type {string} */ vsix) {
  const { createVSIX } = createRequire(import.meta.url)('@vscode/vsce');
  // Without `dependencies: false` it would ask npm for them; they are staged already.
  return createVSIX({ cwd: dir, target, packagePath: vsix, dependencies: false });
}

/** Runs one of the project's scripts; its output goes to the terminal. */
function node(/** @type {string} */ what, /** @type {string[]} */ ...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: repoRoot, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${what} failed: see above.`);
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
