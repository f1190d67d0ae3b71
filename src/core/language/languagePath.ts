import { extensionOf, syntaxOf } from './syntax.js';

/** File name extensions of common languages, by the editor's language ids. */
const extensions: Readonly<Record<string, string>> = {
  bat: 'bat',
  c: 'c',
  clojure: 'clj',
  cpp: 'cpp',
  csharp: 'cs',
  css: 'css',
  dart: 'dart',
  dockerfile: 'dockerfile',
  elixir: 'ex',
  fsharp: 'fs',
  go: 'go',
  html: 'html',
  java: 'java',
  javascript: 'js',
  javascriptreact: 'jsx',
  json: 'json',
  jsonc: 'json',
  julia: 'jl',
  kotlin: 'kt',
  less: 'less',
  lua: 'lua',
  makefile: 'mk',
  markdown: 'md',
  'objective-c': 'm',
  perl: 'pl',
  php: 'php',
  powershell: 'ps1',
  python: 'py',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala',
  scss: 'scss',
  shellscript: 'sh',
  sql: 'sql',
  svelte: 'svelte',
  swift: 'swift',
  toml: 'toml',
  typescript: 'ts',
  typescriptreact: 'tsx',
  vue: 'vue',
  xml: 'xml',
  yaml: 'yaml',
};

/** The file name extension of a language by the editor's id for it; undefined for one without a common extension. */
export const extensionForLanguage = (languageId: string): string | undefined => extensions[languageId];

/**
 * A path for a text that has none (an untitled document, a notebook's cell): models learn a file's language from it.
 *
 * @returns undefined for a language without a common extension.
 */
export function pathForLanguage(languageId: string): string | undefined {
  const extension = extensions[languageId];
  return extension === undefined ? undefined : `untitled.${extension}`;
}

const known = new Set(Object.values(extensions));

/** Whether a file's name tells its language. */
export function isKnownLanguage(path: string | undefined): boolean {
  return path !== undefined && (syntaxOf(path) !== undefined || known.has(extensionOf(path)));
}
