/**
 * Bundles the extension, its worker and the terminal's command; with --tests also the suite that runs inside VS Code,
 * with --bench also the measurements of speed, with --quality those of suggestions, with --fit what fits a model to
 * workspaces, and its gate.
 *
 *   node esbuild.mjs [--watch] [--minify] [--tests] [--bench] [--quality] [--fit] [--metafile]
 */
import { build, context } from 'esbuild';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const flags = new Set(process.argv.slice(2));

/** Native modules are found at run time; bundling onnxruntime-common twice would make two classes of Tensor. */
const native = ['onnxruntime-node', 'onnxruntime-common'];

/** transformers.js imports an image library and a WebAssembly runtime that a text model on Node never calls. */
/** @type {import('esbuild').Plugin} */
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(sharp|onnxruntime-(web|node).*)$/ }, ({ path, importer }) =>
      importer.includes('@huggingface') ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = function unused() {};' }));
  },
};

/**
 * Libraries that run in Node and in browsers import Node's modules only in Node. Inkling's own files must not: there such
 * an import fails the build.
 * @type {import('esbuild').Plugin}
 */
const withoutNode = {
  name: 'without-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(url|module|fs\/promises)$/ }, ({ path, importer }) =>
      importer.includes('node_modules') ? { path, namespace: 'only-in-node' } : undefined,
    );
    // The parser asks for its own address when it loads, and throws where there is neither a file nor a page.
    onLoad({ filter: /^url$/, namespace: 'only-in-node' }, () => ({
      contents: "export const pathToFileURL = () => ({ href: 'file:///worker.js' });",
    }));
    onLoad({ filter: /.*/, namespace: 'only-in-node' }, () => ({ contents: '' }));
  },
};

/** The table of languages, bundled first: it is TypeScript, which Node does not read. */
async function readLanguages() {
  const { outputFiles } = await build({
    entryPoints: ['src/core/language/languages.ts'],
    bundle: true,
    write: false,
    format: 'esm',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')}`);
}

/** The parser and the grammars by which blocks end: they are next to the worker (`src/engine/structure/grammars.ts`). */
const { grammarFile, grammarNames } = await readLanguages();
const parserFiles = ['tree-sitter.wasm', ...grammarNames.map(grammarFile)];
/** @type {import('esbuild').Plugin} */
const withGrammars = {
  name: 'with-grammars',
  setup({ initialOptions: { outdir = 'dist' }, onEnd }) {
    onEnd(() => {
      mkdirSync(join(outdir, 'grammars'), { recursive: true });
      for (const file of parserFiles) {
        const from = join('node_modules', '@vscode', 'tree-sitter-wasm', 'wasm', file);
        copyFileSync(from, join(outdir, 'grammars', file));
      }
    });
  },
};

/**
 * ONNX Runtime as WebAssembly, beside the worker.
 * @param {string[]} names of the library's files
 * @returns {import('esbuild').Plugin}
 */
const withWasmRuntime = (...names) => ({
  name: 'with-wasm-runtime',
  setup({ initialOptions: { outdir = 'dist' }, onEnd }) {
    onEnd(() => {
      mkdirSync(outdir, { recursive: true });
      for (const name of names) {
        copyFileSync(join('node_modules', 'onnxruntime-web', 'dist', name), join(outdir, name));
      }
    });
  },
});
const wasm = 'ort-wasm-simd-threaded.wasm';
/** The build for GPUs, which a desktop's worker does not use. */
const gpuWasm = 'ort-wasm-simd-threaded.jspi.wasm';

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: flags.has('--minify') ? false : 'linked',
  minify: flags.has('--minify'),
  keepNames: true,
  logLevel: 'warning',
};

const product = {
  ...shared,
  entryPoints: {
    extension: 'src/extension.ts',
    worker: 'src/engine/platform/node/worker.ts',
    complete: 'src/cli/complete.ts',
  },
  outdir: 'dist',
  external: ['vscode', ...native],
  plugins: [withGrammars, withWasmRuntime(wasm)],
};

/**
 * The lens' page runs in a browser.
 * @type {import('esbuild').BuildOptions}
 */
const page = {
  ...shared,
  platform: 'browser',
  target: 'chrome120',
  format: 'iife',
  entryPoints: { lens: 'src/webview/lens/main.ts' },
  outdir: 'dist',
};

/**
 * The worker of a browser's extension host. A Node module in it fails the build.
 * @type {import('esbuild').BuildOptions}
 */
const webWorker = {
  ...shared,
  platform: 'browser',
  target: 'chrome120',
  format: 'iife',
  entryPoints: { worker: 'src/engine/platform/web/worker.ts' },
  outdir: 'dist/web',
  plugins: [withGrammars, withWasmRuntime(wasm, gpuWasm), withoutNode],
  // See `withoutNode`.
  define: { __filename: '"worker.js"' },
};

/**
 * The entry of a browser's extension host, which loads no second file. A Node module in it fails the build.
 * @type {import('esbuild').BuildOptions}
 */
const webExtension = {
  ...shared,
  platform: 'browser',
  target: 'chrome120',
  entryPoints: { extension: 'src/webExtension.ts' },
  outdir: 'dist/web',
  external: ['vscode'],
};

const tests = {
  ...shared,
  entryPoints: {
    index: 'test/editor/index.ts',
    suggestions: 'test/editor/suggestions.ts',
    features: 'test/editor/features.ts',
    multiRoot: 'test/editor/multiRoot/index.ts',
    emptyWindow: 'test/editor/emptyWindow/index.ts',
    realServer: 'test/servers/editor/index.ts',
  },
  outdir: 'out/test/editor',
  outExtension: { '.js': '.cjs' },
  external: ['vscode', 'mocha'],
};

/** Editor tests import Node's Mocha and assertions. */
/** @type {import('esbuild').Plugin} */
const forBrowsers = {
  name: 'for-browsers',
  setup({ onResolve }) {
    const support = (/** @type {string} */ name) => ({
      path: join(import.meta.dirname, 'test', 'web', 'support', name),
    });
    onResolve({ filter: /^mocha$/ }, () => support('mocha.ts'));
    onResolve({ filter: /^node:assert\/strict$/ }, () => support('assert.ts'));
  },
};

/**
 * The suite of a browser's extension host, as one file: nothing is required there. The harness puts what would be the
 * environment into the file's first line (`test/harness/webStage.mjs`).
 * @type {import('esbuild').BuildOptions}
 */
const webTests = {
  ...shared,
  platform: 'browser',
  target: 'chrome120',
  entryPoints: { suite: 'test/web/index.ts' },
  outdir: 'out/test/web',
  outExtension: { '.js': '.cjs' },
  external: ['vscode'],
  plugins: [forBrowsers],
  define: { 'process.env': 'testEnvironment' },
};

/**
 * A page without an editor, for what needs a GPU.
 * @type {import('esbuild').BuildOptions}
 */
const gpuPage = { ...page, entryPoints: { gpuPage: 'test/web/gpu/page.ts' }, outdir: 'out/test/web' };

/** Measurements run in processes of their own; the worker is one more, as another build may empty `dist` meanwhile. */
const programs = ['inklingEngine', 'inklingLoop', 'transformersJs', 'llamaCpp'].map(
  (name) => `bench/engines/${name}.ts`,
);
programs.push(
  'bench/figures.ts',
  'bench/bench.ts',
  'bench/load/load.ts',
  'bench/workspace.ts',
  'bench/perKey/perKey.ts',
  'bench/profile/profile.ts',
  'bench/soak/soak.ts',
  'bench/soak/soakWorker.ts',
  'src/engine/platform/node/worker.ts',
);

const bench = {
  ...shared,
  entryPoints: Object.fromEntries(programs.map((file) => [basename(file, '.ts'), file])),
  outdir: 'out/bench',
  outExtension: { '.js': '.cjs' },
  external: native,
  plugins: [withoutUnused, withGrammars, withWasmRuntime(wasm)],
};

const quality = {
  ...bench,
  entryPoints: { quality: 'quality/quality.ts', worker: 'src/engine/platform/node/worker.ts' },
  outdir: 'out/quality',
  // It finds its declarations beside itself.
  external: [...native, 'typescript'],
};

const fit = {
  ...shared,
  entryPoints: { fit: 'quality/fit/fit.ts', fitConfidence: 'quality/fit/confidence/fitConfidence.ts' },
  outdir: 'out/quality',
  outExtension: { '.js': '.cjs' },
  external: native,
};

const wanted = [
  product,
  page,
  webWorker,
  webExtension,
  ...(flags.has('--tests') ? [tests, webTests, gpuPage] : []),
  ...(flags.has('--bench') ? [bench] : []),
  ...(flags.has('--quality') ? [quality] : []),
  ...(flags.has('--fit') ? [fit] : []),
];

if (flags.has('--watch')) {
  await Promise.all(wanted.map(async (options) => (await context({ ...options, logLevel: 'info' })).watch()));
} else {
  rmSync('dist', { recursive: true, force: true });
  const results = await Promise.all(wanted.map((options) => build({ ...options, metafile: flags.has('--metafile') })));
  if (flags.has('--metafile')) writeInputs(results);
}

/** For the licences in a package: the files in each bundle, to `out/bundles.json`. */
function writeInputs(/** @type {readonly import('esbuild').BuildResult[]} */ results) {
  const bundles = results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}));
  const inputs = Object.fromEntries(bundles.map(([output, { inputs: files }]) => [output, Object.keys(files)]));
  mkdirSync('out', { recursive: true });
  writeFileSync(join('out', 'bundles.json'), JSON.stringify(inputs));
}
