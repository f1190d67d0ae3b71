/**
 * `npm run package`: the VSIX for one platform or for all, checked, with its sizes; and the list of its parts (SBOM).
 *
 *   node scripts/package.mjs [--target NAME | --all]     NAME as in scripts/package/targets.mjs, by default this platform
 *
 * Only Node's own modules are there when this starts; everything else is installed by it.
 */
import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repoRoot } from '../test/harness/edition.mjs';
import { messageOf } from '../test/harness/errors.mjs';
import { ensureProjectInstalled } from '../test/harness/install.mjs';
import { isPreRelease } from './package/changelog.mjs';
import { targetOf, TARGETS } from './package/targets.mjs';

/** @typedef {import('./package/targets.mjs').Target} Target */

const here = `${process.platform}-${process.arch}`;

async function main() {
  const options = /** @type {const} */ ({ target: { type: 'string', default: here }, all: { type: 'boolean' } });
  const { values } = parseArgs({ options });
  const targets = values.all ? TARGETS : [targetOf(values.target)];

  await ensureProjectInstalled();
  console.log('Building Inkling …');
  node('The build', 'esbuild.mjs', '--minify', '--metafile');
  const sizes = [];
  for (const target of targets) sizes.push(await packageFor(target, targets.length === 1));
  await writeSbom(targets);
  console.log(sizes.join('\n'));
}

/**
 * Stages, packs and checks one target.
 * @param {Target} target
 * @param {boolean} isDetailed whether the sizes of its parts are told, too
 * @returns {Promise<string>} a line of the table of sizes
 * @throws {Error} if the package must not be published
 */
async function packageFor(target, isDetailed) {
  const { megabytes, sizesByPart } = await import('./package/sizes.mjs');
  const { stage } = await import('./package/stage.mjs');
  const dir = path.join(repoRoot, 'out', 'package', target.name);
  const { name, version } = stage(dir, target);
  if (target.name === here && target.runtime === 'native')
    node('Loading the staged model', path.join('scripts', 'package', 'tryRuntime.mjs'), dir);

  const vsix = path.join(repoRoot, 'out', `${name}-${target.name}-${version}.vsix`);
  await pack({ dir, target: target.name, version, vsix });
  await check(target, vsix);
  if (isDetailed) console.log(`${sizesByPart(dir).join('\n')}\n`);
  return `${path.relative(repoRoot, vsix).padEnd(40)}${megabytes(statSync(vsix).size).padStart(10)}`;
}

/**
 * By vsce's interface, because its command looks on the network for a newer vsce. A package knows its channel: it cannot
 * be chosen when it is published.
 * @param {{dir: string, target: string, version: string, vsix: string}} what
 */
function pack({ dir, target, version, vsix }) {
  const { createVSIX } = createRequire(import.meta.url)('@vscode/vsce');
  // Without `dependencies: false` it would ask npm for them; they are staged already.
  return createVSIX({ cwd: dir, target, packagePath: vsix, dependencies: false, preRelease: isPreRelease(version) });
}

async function check(/** @type {Target} */ target, /** @type {string} */ vsix) {
  const { packageProblems } = await import('./package/checkPackage.mjs');
  const { shippedPackages } = await import('./package/parts.mjs');
  const { readVsix } = await import('./package/readVsix.mjs');
  const files = await readVsix(vsix);
  const problems = packageProblems({
    target,
    files,
    sizeBytes: statSync(vsix).size,
    packages: shippedPackages(target),
  });
  if (problems.length > 0) throw new Error(`${vsix} must not be published:\n  ${problems.join('\n  ')}`);
}

/** One document for all packages: they are one release. */
async function writeSbom(/** @type {readonly Target[]} */ targets) {
  const { shippedPackages } = await import('./package/parts.mjs');
  const { installation, installedVersion, sbomOf } = await import('./package/sbom.mjs');
  const packages = [...new Set(targets.flatMap(shippedPackages))].map(installedVersion);
  const file = path.join(repoRoot, 'out', 'inkling.cdx.json');
  writeFileSync(file, `${JSON.stringify(sbomOf(packages, await installation()), null, 2)}\n`);
  console.log(`${path.relative(repoRoot, file)}: ${packages.length} parts`);
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
