import eslint from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Imports that a layer must not have: one in the wrong direction fails the build. */
const forbid = (/** @type {[string | string[], string][]} */ ...patterns) => ({
  rules: {
    'no-restricted-imports': /** @type {[severity: 'error', options: object]} */ ([
      'error',
      {
        patterns: patterns.map(([banned, message]) =>
          typeof banned === 'string' ? { regex: banned, message } : { group: banned, message },
        ),
      },
    ]),
  },
});

const nodeModules = ['node:*', 'fs', 'path', 'os', 'crypto', 'worker_threads', 'child_process'];
const tensors = ['onnxruntime*', '@huggingface/*'];

/** An import of `src/server` from another layer; that of `core/server` is `../core/server`. */
const serverLayer = '^(?:\\.\\./)+server/';

/** The editor's layer and the engine: a platform also starts the worker. */
const clientOfEngine = 'engine\\.js$|protocol\\.js$|workerLink\\.js$|workspace/protocol\\.js$';
const startsWorker = (/** @type {string} */ platform) =>
  /** @type {[string, string]} */ ([
    `/engine/(?!${clientOfEngine}|platform/${platform}/)`,
    'editor/ talks to the engine through engine.ts, workerLink.ts and the protocols.',
  ]);
/** @type {[string | string[], string][]} */
const fromEditor = [
  [tensors, 'editor/ talks to the engine through its messages.'],
  [`/engine/(?!${clientOfEngine})`, 'editor/ talks to the engine through engine.ts, workerLink.ts and the protocols.'],
];

/**
 * What the editor's files import in Node only: a browser has no models or servers of the user's own, and its bundle does
 * not contain them.
 * @type {[string | string[], string][]}
 */
const desktopOnly = [
  [nodeModules, 'This file runs in browsers, too: what needs Node belongs to the EditorPlatform.'],
  [
    '^(?:\\.\\./)+files/|(?:^|/)models/(?!modelParts)|(?:^|/)platform/node/|^\\./node/|' +
      '^(?:\\.{1,2}/)+server/(?!serverAccess|serverView|serverStatus|noServer)',
    'This file runs in browsers, too: models, servers and files of the machine belong to the EditorPlatform.',
  ],
];
const onlyInNode = ['process', 'Buffer', 'setImmediate', '__dirname', '__filename'].map((name) => ({
  name,
  message: 'This file runs in browsers, too.',
}));

/** VS Code 1.89, the oldest one that Inkling runs in, has Node 18: these names are not global there. */
const notInOldNode = [
  { name: 'crypto', message: "The platform gives what needs it: VS Code 1.89's Node has no such global." },
];

/** @type {[string | string[], string][]} */
const fromEngine = [
  [['vscode', '**/editor/**'], 'Only editor/ knows the editor.'],
  [serverLayer, 'engine/ runs the model; server/ asks one elsewhere.'],
];

/** The rules of `core/` for files in folders of one depth: only the depth tells `core/server` from `src/server`. */
const core = (/** @type {number} */ depth) => ({
  files: [`src/core/${'*/'.repeat(depth)}*.ts`],
  ...forbid(
    [['vscode', ...nodeModules, ...tensors], 'core/ is pure: numbers and strings.'],
    [['**/engine/**', '**/editor/**', '**/files/**', '**/cli/**'], 'core/ knows no other layer.'],
    [`^${'\\.\\./'.repeat(depth + 1)}server/`, 'core/ knows no other layer.'],
  ),
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'model/', '.vscode-test/', 'test/fixtures/', 'node_modules/', 'training/.venv/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'quality/**/*.ts', 'bench/**/*.ts'],
    // Pass an object with named parts instead.
    rules: { 'max-params': ['error', 4] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        document: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    // Both rules find regular expressions that take more than linear time on a long text.
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  ...[0, 1, 2, 3, 4].map(core),
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pass an Rng in.' },
        { object: 'Date', property: 'now', message: 'Pass a clock in.' },
        { object: 'performance', property: 'now', message: 'Pass a clock in.' },
      ],
    },
  },
  {
    files: ['src/files/**/*.ts'],
    ...forbid(
      [['vscode', ...tensors], 'files/ is Node only: files and processes.'],
      [['**/core/**', '**/engine/**', '**/editor/**', '**/models/**', '**/cli/**'], 'files/ knows no other layer.'],
      [serverLayer, 'files/ knows no other layer.'],
    ),
  },
  {
    files: ['src/engine/**/*.ts'],
    ...forbid(...fromEngine),
  },
  {
    files: ['src/engine/**/*.ts'],
    ignores: ['src/engine/platform/node/**'],
    rules: {
      'no-restricted-globals': /** @type {[severity: 'error', ...objects: object[]]} */ ([
        'error',
        ...onlyInNode,
        ...notInOldNode,
      ]),
      ...forbid(...fromEngine, [
        [...nodeModules, '**/files/**', 'onnxruntime-node', '@huggingface/transformers'],
        'This file runs in browsers, too: what needs Node belongs to the WorkerPlatform.',
      ]).rules,
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    ...forbid([['vscode', '**/editor/**'], 'Only editor/ knows the editor.']),
  },
  {
    files: ['src/server/**/*.ts'],
    ...forbid(
      [['vscode', ...tensors], 'server/ is Node only: a network client.'],
      [
        ['**/engine/**', '**/editor/**', '**/models/**', '**/cli/**'],
        'server/ knows core/ and files/ and no other layer.',
      ],
    ),
  },
  {
    files: ['src/webview/**/*.ts'],
    ...forbid(
      [['vscode', ...nodeModules, ...tensors], 'A page runs in a browser.'],
      [
        ['**/engine/**', '**/editor/**', '**/files/**', '**/models/**', '**/cli/**'],
        'A page knows core/ and its own files.',
      ],
      [serverLayer, 'A page knows core/ and its own files.'],
    ),
  },
  {
    files: ['src/models/**/*.ts'],
    ...forbid(
      [['vscode'], 'models/ is Node only: files and network.'],
      [[...tensors, '**/engine/**', '**/editor/**', '**/cli/**'], 'models/ knows core/ and files/ and no other layer.'],
      [serverLayer, 'models/ knows core/ and files/ and no other layer.'],
    ),
  },
  {
    files: ['src/editor/**/*.ts', 'src/webExtension.ts'],
    rules: {
      'no-restricted-globals': /** @type {[severity: 'error', ...objects: object[]]} */ ([
        'error',
        ...onlyInNode,
        ...notInOldNode,
      ]),
      ...forbid(...fromEditor, ...desktopOnly).rules,
    },
  },
  {
    files: ['src/extension.ts', 'src/editor/models/**/*.ts', 'src/editor/server/**/*.ts'],
    ...forbid(...fromEditor),
  },
  {
    files: ['src/editor/platform/node/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      ...forbid([tensors, 'editor/ talks to the engine through its messages.'], startsWorker('node')).rules,
    },
  },
  {
    files: ['src/editor/platform/web/**/*.ts'],
    ...forbid([tensors, 'editor/ talks to the engine through its messages.'], startsWorker('web'), ...desktopOnly),
  },
);
