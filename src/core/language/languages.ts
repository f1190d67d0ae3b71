import type { Language } from './language.js';
import { bracedLanguages } from './table/braced.js';
import { dataLanguages } from './table/data.js';
import { functionalLanguages } from './table/functional.js';
import { markupLanguages } from './table/markup.js';
import { javascriptLanguages } from './table/javascript.js';
import { shellLanguages } from './table/shell.js';
import { scriptingLanguages } from './table/scripting.js';

/** All known languages; a new one is one entry in one of these lists. The first one with an extension has it. */
export const languages: readonly Language[] = [
  ...javascriptLanguages,
  ...bracedLanguages,
  ...scriptingLanguages,
  ...functionalLanguages,
  ...shellLanguages,
  ...markupLanguages,
  ...dataLanguages,
];

/** Names of the grammars that ship. */
export const grammarNames: readonly string[] = [...new Set(languages.flatMap(({ grammar }) => grammar ?? []))];

/** The name of a grammar's file. */
export const grammarFile = (grammar: string): string => `tree-sitter-${grammar}.wasm`;
