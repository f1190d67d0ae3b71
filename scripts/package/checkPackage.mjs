/** Checks of a package before it is published: each finds a fault that users or reviewers would find otherwise. */
import os from 'node:os';
import { repoRoot } from '../../test/harness/edition.mjs';
import { linkProblems } from './checkLinks.mjs';

/** @typedef {import('./targets.mjs').Target} Target */

/**
 * @typedef {object} Package
 * @property {Target} target
 * @property {ReadonlyMap<string, Buffer>} files by their paths in the extension
 * @property {number} sizeBytes of the archive
 * @property {readonly string[]} packages the npm packages of which something ships
 */

/** @typedef {(pack: Package) => string[]} Check */

/** All that may be in a package. */
const EXPECTED = [
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|license\.txt|third_party_notices\.txt)$/i,
  /^(l10n\/bundle\.l10n\.[\w-]+\.json|media\/[\w./-]+\.(png|svg|md|css))$/,
  /^model\/(onnx\/model\w*\.onnx|[\w.]+\.(json|tsv|md))$/,
  /^dist\/(web\/)?(extension|worker|lens)\.js$/,
  /^dist\/(web\/)?(grammars\/[\w-]+\.wasm|ort-wasm-simd-threaded(\.jspi)?\.wasm)$/,
  /^dist\/node_modules\/onnxruntime-(node|common)\/[\w./-]+\.(js|json|node|dll|dylib|so\.1)$/,
];

const isText = (/** @type {string} */ name) => /\.(js|json|md|txt|tsv|svg|html)$/i.test(name);

/** @returns {any} */
const manifestOf = (/** @type {Package} */ { files }) => JSON.parse(String(files.get('package.json') ?? '{}'));

/** @type {Check} */
function unexpectedFiles({ files }) {
  const names = [...files.keys()].filter((name) => !EXPECTED.some((pattern) => pattern.test(name)));
  return names.map((name) => `${name} is not meant to ship`);
}

/** @type {Check} */
function missingFiles(pack) {
  const { main, browser, icon, contributes, l10n } = manifestOf(pack);
  const media = (contributes?.walkthroughs ?? []).flatMap((/** @type {any} */ { steps }) =>
    steps.flatMap((/** @type {any} */ { media: { image, svg, markdown } }) => [image, svg, markdown].flatMap(values)),
  );
  const folder = pack.target.name === 'web' ? 'dist/web' : 'dist';
  const beside = ['worker.js', 'ort-wasm-simd-threaded.wasm', 'grammars/tree-sitter.wasm'].map((n) => `${folder}/${n}`);
  const native = pack.target.runtime === 'native' ? ['dist/node_modules/onnxruntime-node/package.json'] : [];
  const named = [main, browser, icon, ...media].filter((name) => name !== undefined).map(normal);
  const texts = l10n ? ['l10n/bundle.l10n.de.json', 'l10n/bundle.l10n.zh-cn.json'] : [];
  const needed = [...named, ...beside, ...native, ...texts, 'dist/lens.js', 'readme.md', 'changelog.md', 'LICENSE.txt'];
  return needed.filter((name) => !pack.files.has(name)).map((name) => `${name} is missing`);
}

/** Of a path, or of paths by theme. */
const values = (/** @type {string | Record<string, string> | undefined} */ media) =>
  typeof media === 'object' ? Object.values(media) : media === undefined ? [] : [media];

const normal = (/** @type {string} */ name) =>
  name.replace(/^\.\//, '').replace(/^dist\/(web\/)?(\w+)$/, 'dist/$1$2.js');

/** @type {Check} */
function wrongEntry(pack) {
  const { main, browser, extensionKind, scripts, dependencies, devDependencies, engines } = manifestOf(pack);
  const isWeb = pack.target.name === 'web';
  return [
    ...(isWeb === (main === undefined) ? [] : ['the manifest has "main" in a browser, or none on a desktop']),
    ...(isWeb === (browser !== undefined)
      ? []
      : ['the manifest has no "browser" in a browser, or has it on a desktop']),
    ...(isWeb === (extensionKind === undefined) ? [] : ['the manifest has a kind in a browser, or none on a desktop']),
    ...(scripts || dependencies || devDependencies ? ['the manifest has scripts or dependencies'] : []),
    ...(/^\^\d+\.\d+\.\d+$/.test(engines?.vscode) ? [] : ['the manifest does not name a version of VS Code']),
  ];
}

/** Folders of users in paths; Emscripten has a home folder of its own in its virtual file system. */
const HOME = /(?:\/(?:home|Users)\/(?!web_user\b)[\w.-]+\/|[A-Za-z]:\\+Users\\+)/;
const REGISTRY = /https?:\/\/(?:registry\.|[\w.-]*(?:artifactory|nexus|verdaccio))/i;

/** @type {Check} */
function traces({ files }) {
  const own = [repoRoot, os.homedir()].filter((folder) => folder.length > 1);
  return [...files]
    .filter(([name]) => isText(name))
    .flatMap(([name, bytes]) => {
      const text = String(bytes);
      const folders = own.filter((folder) => text.includes(`${folder}/`));
      const found = [
        ...(folders.length > 0 || HOME.test(text) ? ['has the path of a machine'] : []),
        ...(REGISTRY.test(text) ? ['names a registry of packages'] : []),
        ...(/^\/\/# sourceMappingURL=/m.test(text) ? ['refers to a source map'] : []),
      ];
      return found.map((what) => `${name} ${what}`);
    });
}

/** @type {Check} */
function missingLicences({ files, packages }) {
  const text = String(files.get('THIRD_PARTY_NOTICES.txt') ?? '');
  const missing = packages.filter((name) => !text.includes(`\n${name} `));
  return missing.map((name) => `THIRD_PARTY_NOTICES.txt has no licence of ${name}`);
}

/** @type {Check} */
function tooLarge({ target, sizeBytes }) {
  const limit = `${(target.maxBytes / 1e6).toFixed(1)} MB`;
  return sizeBytes <= target.maxBytes ? [] : [`it has ${(sizeBytes / 1e6).toFixed(1)} MB, more than ${limit}`];
}

/** @type {Check} */
function brokenLinks({ files }) {
  return ['readme.md', 'changelog.md'].flatMap((name) =>
    linkProblems(String(files.get(name) ?? '')).map((problem) => `${name}: ${problem}`),
  );
}

/** @type {readonly Check[]} */
const CHECKS = [unexpectedFiles, missingFiles, wrongEntry, traces, missingLicences, tooLarge, brokenLinks];

/**
 * What is wrong with a package, a sentence each; none for one that may be published.
 * @param {Package} pack
 */
export const packageProblems = (pack) => CHECKS.flatMap((check) => check(pack));
