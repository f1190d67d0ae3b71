import { describe, expect, test } from 'vitest';
import { packageProblems } from '../../../scripts/package/checkPackage.mjs';
import { targetOf } from '../../../scripts/package/targets.mjs';

/** A manifest with the fields that are checked. */
const manifest = {
  engines: { vscode: '^1.89.0' },
  icon: 'media/icon.png',
  l10n: './l10n',
  contributes: { walkthroughs: [{ steps: [{ media: { image: { dark: 'media/dark.png' } } }] }] },
};
const kinds = {
  web: { entry: { browser: './dist/web/extension.js' }, folder: 'dist/web' },
  'alpine-x64': { entry: { main: './dist/extension.js', extensionKind: ['ui', 'workspace'] }, folder: 'dist' },
} as const;

type Kind = keyof typeof kinds;

/** The files of a package that may be published, with other texts for some of them; undefined removes one. */
function packageOf(kind: Kind, changes: Readonly<Record<string, string | undefined>> = {}) {
  const { entry, folder } = kinds[kind];
  const texts: Record<string, string | undefined> = {
    'package.json': JSON.stringify({ ...manifest, ...entry }),
    'readme.md': '![Ghost text](https://github.com/inkling/inkling/raw/HEAD/media/icon.png)',
    'changelog.md': '[README](https://github.com/inkling/inkling/blob/HEAD/README.md)',
    'LICENSE.txt': 'MIT',
    'THIRD_PARTY_NOTICES.txt': 'Works of others.\n\nignore 7.0.0 (MIT)\n',
    'media/icon.png': '',
    'media/dark.png': '',
    'l10n/bundle.l10n.de.json': '{}',
    'l10n/bundle.l10n.zh-cn.json': '{}',
    'dist/lens.js': '',
    [`${folder}/extension.js`]: '',
    [`${folder}/worker.js`]: '',
    [`${folder}/ort-wasm-simd-threaded.wasm`]: '',
    [`${folder}/grammars/tree-sitter.wasm`]: '',
    ...changes,
  };
  const present = Object.entries(texts).filter((one): one is [string, string] => one[1] !== undefined);
  const files = new Map(present.map(([name, text]) => [name, Buffer.from(text)]));
  return { target: targetOf(kind), files, sizeBytes: 30e6, packages: ['ignore'] };
}

const problems = (kind: Kind, changes: Readonly<Record<string, string | undefined>>): string[] =>
  packageProblems(packageOf(kind, changes));

const withManifest = (kind: Kind, fields: object): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ ...manifest, ...kinds[kind].entry, ...fields }),
});

describe('the check of a package', () => {
  test.each(Object.keys(kinds) as Kind[])('finds nothing when a package for %s is complete', (kind) => {
    expect(problems(kind, {})).toEqual([]);
  });

  test.each([
    ['dist/extension.js.map', '{}'],
    ['test/unit/a.test.ts', ''],
    ['src/extension.ts', ''],
    ['.env', ''],
  ])('finds %s', (name, text) => {
    expect(problems('alpine-x64', { [name]: text })).toEqual([`${name} is not meant to ship`]);
  });

  test.each(['dist/extension.js', 'dist/worker.js', 'media/dark.png', 'l10n/bundle.l10n.de.json', 'LICENSE.txt'])(
    'finds that %s is missing',
    (name) => {
      expect(problems('alpine-x64', { [name]: undefined })).toEqual([`${name} is missing`]);
    },
  );

  test('finds a missing library of the native runtime', () => {
    const pack = { ...packageOf('alpine-x64'), target: targetOf('linux-x64') };
    expect(packageProblems(pack)).toEqual(['dist/node_modules/onnxruntime-node/package.json is missing']);
  });

  test('finds an entry of Node in a package for browsers', () => {
    const changes = { ...withManifest('web', { main: './dist/extension.js' }), 'dist/extension.js': '' };
    expect(problems('web', changes)).toEqual(['the manifest has "main" in a browser, or none on a desktop']);
  });

  test('finds an entry of browsers in a package for a desktop', () => {
    const changes = {
      ...withManifest('alpine-x64', { browser: './dist/web/extension.js' }),
      'dist/web/extension.js': '',
    };
    expect(problems('alpine-x64', changes)).toEqual([
      'the manifest has no "browser" in a browser, or has it on a desktop',
    ]);
  });

  test.each([
    [{ dependencies: {} }, 'the manifest has scripts or dependencies'],
    [{ engines: {} }, 'the manifest does not name a version of VS Code'],
  ])('finds what is wrong in a manifest with %j', (fields, problem) => {
    expect(problems('web', withManifest('web', fields))).toEqual([problem]);
  });

  test.each([
    ['/home/jane/inkling/src/a.ts', 'has the path of a machine'],
    ['C:\\\\Users\\\\Jane\\\\a.ts', 'has the path of a machine'],
    [`${process.cwd()}/src/a.ts`, 'has the path of a machine'],
    ['https://registry.example.org/ignore', 'names a registry of packages'],
    ['x\n//# sourceMappingURL=worker.js.map', 'refers to a source map'],
  ])('finds %j in a file', (text, what) => {
    expect(problems('web', { 'dist/web/worker.js': text })).toEqual([`dist/web/worker.js ${what}`]);
  });

  test('allows the home folder of a virtual file system', () => {
    expect(problems('web', { 'dist/web/worker.js': 'FS.mkdir("/home/web_user/")' })).toEqual([]);
  });

  test('finds a package whose licence is missing', () => {
    expect(problems('web', { 'THIRD_PARTY_NOTICES.txt': 'None.' })).toEqual([
      'THIRD_PARTY_NOTICES.txt has no licence of ignore',
    ]);
  });

  test('finds a package that is too large', () => {
    expect(packageProblems({ ...packageOf('web'), sizeBytes: 42e6 })).toEqual(['it has 42.0 MB, more than 41.9 MB']);
  });

  test.each([
    ['[a](docs/engine.md)', 'docs/engine.md is not an absolute https address'],
    ['![a](http://example.org/a.png)', 'http://example.org/a.png is not an absolute https address'],
    ['![a](https://example.org/a.svg)', 'https://example.org/a.svg is an SVG, which the Marketplace does not show'],
    [
      '[a](https://github.com/inkling/inkling/blob/HEAD/docs/none.md)',
      'https://github.com/inkling/inkling/blob/HEAD/docs/none.md is no file of the repository',
    ],
  ])('finds the link %s on the page of the extension', (text, problem) => {
    expect(problems('web', { 'readme.md': text })).toEqual([`readme.md: ${problem}`]);
  });
});
