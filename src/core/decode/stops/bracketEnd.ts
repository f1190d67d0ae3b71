import { closerOf, templateOpener } from '../../language/brackets.js';
import { CodeScanner } from '../../language/codeScanner.js';
import type { LanguageHints } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import { bracketsAtCursor } from '../constraints/cursorBrackets.js';
import type { StopRule } from './stop.js';

/** The text around an answer: before the cursor and after it, both with `\n` line ends. */
interface TextAround extends LanguageHints {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * Ends a text before a bracket that closes nothing, for models whose next tokens cannot be limited: see `openBrackets`,
 * which says what may be closed. Where the suffix begins with that bracket, the suffix takes over.
 */
export function atForeignCloser({ prefix, suffix, ...file }: TextAround): StopRule {
  const syntax = languageOf(file)?.syntax;
  const scanner = syntax && new CodeScanner(syntax);
  const found = scanner && bracketsAtCursor(prefix, suffix, scanner);
  if (!found) return () => undefined;
  const { closable, suffixCloser, isOutsideUnknown } = found;
  const open = closable.map(({ code }) => code);
  let read = 0;
  return ({ text }) => {
    for (; read < text.length; read++) {
      const bracket = scanner.push(text.charCodeAt(read));
      if (bracket === 0) continue;
      const innermost = open.at(-1);
      if (closerOf(bracket) !== 0) open.push(bracket);
      else if (innermost !== undefined && closerOf(innermost) === bracket) {
        open.pop();
        if (innermost === templateOpener) scanner.resumeTemplate();
      } else if (innermost === undefined && bracket === suffixCloser) return { reason: 'suffix', keep: read };
      else if (innermost !== undefined || !isOutsideUnknown) return { reason: 'constraint', keep: read };
    }
    return undefined;
  };
}
