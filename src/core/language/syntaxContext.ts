import { extensionForLanguage } from './languagePath.js';
import { pairBrackets } from './brackets.js';
import { CodeScanner } from './codeScanner.js';
import { commentMarksOf, contextByMarks } from './commentMarks.js';
import { markupContext } from './markup.js';
import { extensionOf, syntaxOf } from './syntax.js';

type Context = CodeScanner['context'];

const markup = new Set(['html', 'htm', 'xhtml', 'xml', 'xsl', 'xsd', 'svg', 'vue', 'svelte', 'astro']);

/** The editor's ids of languages that have comments, but no place in the table of those that models know. */
const otherLanguages: Readonly<Record<string, string>> = {
  bibtex: 'bib',
  cmake: 'cmake',
  elm: 'elm',
  erlang: 'erl',
  haskell: 'hs',
  latex: 'tex',
  lisp: 'lisp',
  nix: 'nix',
  racket: 'rkt',
  sass: 'sass',
  scheme: 'scm',
  solidity: 'sol',
  tex: 'tex',
  xsl: 'xsl',
};

/** What tells a file's language: its extension, or the whole name of a file such as `Makefile`. */
function keyOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name === 'cmakelists.txt' ? 'cmake' : extensionOf(path) || name;
}

function contextIn(extension: string, before: string): Context | undefined {
  if (markup.has(extension)) {
    const found = markupContext(before);
    if (found.kind !== 'embedded') return found.kind === 'comment' ? 'comment' : 'code';
    return contextIn(found.extension, found.text) ?? 'code';
  }
  const marks = commentMarksOf(extension);
  if (marks) return contextByMarks(before, marks);
  const syntax = syntaxOf(`file.${extension}`);
  if (!syntax) return undefined;
  const scanner = new CodeScanner(syntax);
  pairBrackets(before, scanner);
  return scanner.context;
}

/**
 * Whether the cursor is in code, in a string or in a comment.
 *
 * @param path tells the language where `languageId` does not.
 * @param before the text before the cursor, from the file's start or from a window's.
 * @param languageId the editor's id for the document's language, which the user may have chosen.
 * @returns `code` for a language of which nothing is known.
 */
export function contextAtCursor(path: string | undefined, before: string, languageId?: string): Context {
  const ofLanguage = languageId && (otherLanguages[languageId] ?? extensionForLanguage(languageId));
  const keys = [ofLanguage, path === undefined ? undefined : keyOf(path)];
  for (const key of keys) {
    const context = key ? contextIn(key, before) : undefined;
    if (context) return context;
  }
  return 'code';
}
