import type { MeasuredLanguage } from '../repositories.js';

const closingBrackets: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  "'": "'",
  '"': '"',
  '`': '`',
};

/** What VS Code closes by itself: the `autoClosingPairs` of its languages. */
const pairs: Readonly<Record<MeasuredLanguage, string>> = {
  TypeScript: '([{\'"`',
  Python: '([{\'"',
  Go: '([{\'"`',
  Rust: '([{"',
  Java: '([{\'"',
};

/** What has to stand after the cursor: VS Code's `autoCloseBefore`, blanks, or nothing. */
const mayStandAfter = /^(?:$|[;:.,=}\])>`\s])/;
const isQuote = (character: string): boolean => /["'`]/.test(character);

/** Whether what is opened comes to its end in `toCome`; a string does so on its line, but for one in backticks. */
function comesToAnEnd(opener: string, toCome: string): boolean {
  const closer = closingBrackets[opener]!;
  for (let i = 0, depth = 1; i < toCome.length; i++) {
    const character = toCome[i]!;
    if (isQuote(opener) && character === '\\') i++;
    else if (character === closer && --depth === 0) return true;
    else if (character === opener) depth++;
    else if (character === '\n' && isQuote(opener) && opener !== '`') return false;
  }
  return false;
}

/**
 * What the editor puts behind the cursor as `character` is typed; '' for nothing.
 *
 * @param toCome what the person is going to write: where it holds no partner the person does not want one, and would
 *   have to delete it.
 */
export function closerFor(
  character: string,
  { before, after, toCome, language }: { before: string; after: string; toCome: string; language: MeasuredLanguage },
): string {
  if (!pairs[language].includes(character) || !mayStandAfter.test(after)) return '';
  // An apostrophe, or the end of a longer quote.
  if (isQuote(character) && (/[\p{L}\p{N}_]$/u.test(before) || before.endsWith(character))) return '';
  return comesToAnEnd(character, toCome) ? closingBrackets[character]! : '';
}

/** Whether Enter between them opens a line of its own for what comes. */
export const isPair = (opener: string | undefined, closer: string | undefined): boolean =>
  opener !== undefined && '([{'.includes(opener) && closingBrackets[opener] === closer;
