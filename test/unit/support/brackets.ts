import { closerOf, templateOpener } from '../../../src/core/language/brackets.js';
import { CodeScanner } from '../../../src/core/language/codeScanner.js';
import { languageOf } from '../../../src/core/language/languageOf.js';

/** A scanner at the start of a file, or after some text of it. */
export function scannerOf(path: string, textBefore = ''): CodeScanner {
  const syntax = languageOf({ path })?.syntax;
  if (!syntax) throw new Error(`no syntax for ${path}`);
  const scanner = new CodeScanner(syntax);
  readBrackets(scanner, textBefore);
  return scanner;
}

/** The brackets of a text's code as one string, `$` for a template's `${`. A text is read in UTF-16 units. */
export function readBrackets(scanner: CodeScanner, text: string | Uint8Array): string {
  const codes = typeof text === 'string' ? unitsOf(text) : text;
  const open: number[] = [];
  let found = '';
  for (const code of codes) {
    const bracket = scanner.push(code);
    if (bracket === 0) continue;
    found += String.fromCharCode(bracket);
    if (closerOf(bracket) !== 0) open.push(bracket);
    else if (open.pop() === templateOpener) scanner.resumeTemplate();
  }
  return found;
}

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
