import { pairBrackets } from './brackets.js';
import { CodeScanner } from './codeScanner.js';
import { syntaxOf } from './syntax.js';

/**
 * What the cursor stands in.
 *
 * @param path tells the language.
 * @param before the text before the cursor, from the file's start or from a window's.
 * @returns `code` for a language of which nothing is known.
 */
export function contextAtCursor(path: string | undefined, before: string): CodeScanner['context'] {
  const syntax = syntaxOf(path);
  if (!syntax) return 'code';
  const scanner = new CodeScanner(syntax);
  pairBrackets(before, scanner);
  return scanner.context;
}
