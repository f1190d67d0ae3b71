/** The licences of third-party parts inside a package. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';

/** Licences that allow what Inkling does with a part: ship it, with its notice. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** The text that a package states as MIT without carrying it. */
const MIT = (/** @type {string} */ holder) => {
  const ours = readFileSync(path.join(repoRoot, 'LICENSE'), 'utf8');
  return ours.replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
};
/** The holders of packages without a licence file of their own. */
const HOLDERS = /** @type {Record<string, string>} */ ({
  '@vscode/l10n': 'Microsoft Corporation',
  'onnxruntime-node': 'Microsoft Corporation',
  'onnxruntime-common': 'Microsoft Corporation',
  'onnxruntime-web': 'Microsoft Corporation',
});

/** What `@vscode/tree-sitter-wasm` holds in a compiled form without saying whose it is; all of it is MIT. */
const COMPILED = /** @type {Record<string, string>} */ ({
  'tree-sitter': '2018-2023 Max Brunsfeld',
  'tree-sitter-typescript': '2017 Max Brunsfeld',
  'tree-sitter-python': '2016 Max Brunsfeld',
  'tree-sitter-go': '2014 Max Brunsfeld',
  'tree-sitter-rust': '2017 Maxim Sokolov',
  'tree-sitter-java': '2017 Ayman Nadeem',
  'tree-sitter-c-sharp': '2014-2023 Max Brunsfeld, Damien Guard, Amaan Qureshi, and contributors',
});

/**
 * A package's name, version, licence and its text.
 * @param {string} name
 * @param {string} [nodeModules]
 * @throws {Error} for a package that is not under a permissive licence, or whose text is not known: it must not ship unseen
 */
function notice(name, nodeModules = path.join(repoRoot, 'node_modules')) {
  const dir = path.join(nodeModules, name);
  const { version, license } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
  if (!PERMISSIVE.includes(license))
    throw new Error(`${name} is under "${license}", which is not a permissive licence.`);
  const file = readdirSync(dir).find((entry) => /^licen[cs]e([.-](md|txt|mit))?$/i.test(entry));
  const holder = license === 'MIT' ? HOLDERS[name] : undefined;
  if (!file && !holder) throw new Error(`${name} has no licence text: look at it.`);
  const text = file ? readFileSync(path.join(dir, file), 'utf8') : MIT(/** @type {string} */ (holder));
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/**
 * The notices of some npm packages, and of the compiled grammars.
 * @param {readonly string[]} packages names
 * @param {string} [nodeModules] where they are installed
 * @returns {string}
 * @throws {Error} as `notice` does
 */
export function notices(packages, nodeModules) {
  const parts = packages.map((name) => notice(name, nodeModules));
  const compiled = Object.entries(COMPILED).map(([name, holder]) => `${name} (MIT)\n\n${MIT(holder).trim()}\n`);
  return `Inkling ships these works of others.\n\n${[...parts, ...compiled].join(`\n${'─'.repeat(80)}\n\n`)}`;
}
