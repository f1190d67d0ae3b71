/** The software bill of materials: the parts of others in the packages, by npm's own command. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';
import { npm } from '../../test/harness/npm.mjs';

/**
 * The fields of a CycloneDX document that are changed here; the others stay as npm writes them.
 * @typedef {object} Sbom
 * @property {{component: Component & {type?: string}}} metadata
 * @property {Component[]} components
 * @property {{ref: string, dependsOn?: string[]}[]} dependencies
 */
/** @typedef {{'bom-ref': string, name: string}} Component */

/**
 * A CycloneDX document of the parts that ship.
 * @param {readonly string[]} packages name@version of each: tools may use another version of the same package
 * @param {Sbom} all npm's document of the whole installation
 * @returns {Sbom}
 * @throws {Error} for a package that npm does not know
 */
export function sbomOf(packages, all) {
  const parts = all.components.filter((part) => packages.includes(part['bom-ref']));
  const missing = packages.filter((ref) => !parts.some((part) => part['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`npm's list of parts lacks ${missing.join(', ')}.`);
  const own = all.metadata.component['bom-ref'];
  const refs = [own, ...packages];
  const dependencies = all.dependencies
    .filter(({ ref }) => refs.includes(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((on) => refs.includes(on)),
    }));
  // npm names the component after the folder that it lies in.
  const component = { ...all.metadata.component, type: 'application', name: 'inkling' };
  return { ...all, metadata: { ...all.metadata, component }, components: parts, dependencies };
}

/** The name@version of an installed package. */
export function installedVersion(/** @type {string} */ name) {
  const file = path.join(repoRoot, 'node_modules', name, 'package.json');
  return `${name}@${JSON.parse(readFileSync(file, 'utf8')).version}`;
}

/** npm's list of all that is installed, from the lockfile alone: nothing is looked up. */
export async function installation() {
  const options = { cwd: repoRoot, step: 'Listing the parts', next: 'Run npm ci, then the same command again.' };
  return JSON.parse(await npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], options));
}
