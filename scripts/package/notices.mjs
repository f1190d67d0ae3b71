/** The licences of third-party parts inside the package. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../../test/harness/edition.mjs';

/** The parts in the bundle and in the runtime's folder. */
const SHIPPED = [
  '@huggingface/transformers',
  '@huggingface/tokenizers',
  '@huggingface/jinja',
  'onnxruntime-node',
  'onnxruntime-common',
  '@vscode/tree-sitter-wasm',
  'eventsource-parser',
];

/** The text that a package states as MIT without carrying it. */
const MIT = (/** @type {string} */ holder) => {
  const ours = readFileSync(path.join(repoRoot, 'LICENSE'), 'utf8');
  return ours.replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
};
/** The holders of packages without a licence file of their own. */
const HOLDERS = /** @type {Record<string, string>} */ ({
  'onnxruntime-node': 'Microsoft Corporation',
  'onnxruntime-common': 'Microsoft Corporation',
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
 * Name, version and licence text of each part, read from the installed packages.
 * @returns {string}
 * @throws {Error} for a part whose licence cannot be told: it must not ship unseen
 */
export function notices() {
  const parts = SHIPPED.map((name) => {
    const dir = path.join(repoRoot, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
    const file = path.join(dir, 'LICENSE');
    const holder = HOLDERS[name];
    if (!existsSync(file) && !(license === 'MIT' && holder))
      throw new Error(`${name} has no licence text: look at it.`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : MIT(/** @type {string} */ (holder));
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  const compiled = Object.entries(COMPILED).map(([name, holder]) => `${name} (MIT)\n\n${MIT(holder).trim()}\n`);
  return `Inkling ships these works of others.\n\n${[...parts, ...compiled].join(`\n${'─'.repeat(80)}\n\n`)}`;
}
