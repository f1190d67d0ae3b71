import { pairBrackets } from './brackets.js';
import { CodeScanner } from './codeScanner.js';
import { contextByMarks } from './commentMarks.js';
import type { Language } from './language.js';
import { markupContext } from './markup.js';
import type { SyntaxContext } from './scannerMode.js';

/**
 * Whether the cursor is in code, in a string or in a comment.
 *
 * @param before the text before the cursor, from the file's start or from a window's.
 * @returns `code` for a language of which nothing is known.
 */
export function contextAtCursor(language: Language | undefined, before: string): SyntaxContext {
  if (language?.isMarkup) {
    const found = markupContext(before);
    if (found.kind === 'embedded') return contextAtCursor(found.language, found.text);
    return found.kind === 'comment' ? 'comment' : 'code';
  }
  if (language?.marks) return contextByMarks(before, language.marks);
  if (!language?.syntax) return 'code';
  const scanner = new CodeScanner(language.syntax);
  pairBrackets(before, scanner);
  return scanner.context;
}
