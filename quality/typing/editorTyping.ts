import type { MeasuredLanguage } from '../repositories.js';

const closingBrackets: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  "'": "'",
  '"': '"',
  '`': '`',
};

/** Characters that VS Code closes by itself: the `autoClosingPairs` of its languages. */
const pairs: Readonly<Record<MeasuredLanguage, string>> = {
  TypeScript: '([{\'"`',
  Python: '([{\'"',
  Go: '([{\'"`',
  Rust: '([{"',
  Java: '([{\'"',
};

/** The text after the cursor has to begin with one of VS Code's `autoCloseBefore`, with whitespace, or be empty. */
const mayFollow = /^(?:$|[;:.,=}\])>`\s])/;
const isQuote = (character: string): boolean => /["'`]/.test(character);

/** Whether an opened bracket or quote is closed in `toCome`; a string on its line, except for one in backticks. */
function isClosedIn(opener: string, toCome: string): boolean {
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
 * The character that the editor inserts after the cursor as `character` is typed; '' for none.
 *
 * @param toCome the text that the user is going to type: where it does not close the character, the user would have to
 *   delete the inserted one, so none is inserted.
 */
export function autoClosingFor(
  character: string,
  { before, after, toCome, language }: { before: string; after: string; toCome: string; language: MeasuredLanguage },
): string {
  if (!pairs[language].includes(character) || !mayFollow.test(after)) return '';
  // An apostrophe, or the end of a longer quote.
  if (isQuote(character) && (/[\p{L}\p{N}_]$/u.test(before) || before.endsWith(character))) return '';
  return isClosedIn(character, toCome) ? closingBrackets[character]! : '';
}

/** Whether Enter between two characters adds a line for the closing one. */
export const isPair = (opener: string | undefined, closer: string | undefined): boolean =>
  opener !== undefined && '([{'.includes(opener) && closingBrackets[opener] === closer;

export const indentationOf = (line: string): string => /^[ \t]*/.exec(line)![0];

/** A file's indentation per level: a tab, or as many spaces as its least indented line has. */
export function typedIndentUnit(text: string): string {
  const indented = text
    .split('\n')
    .map(indentationOf)
    .filter((indentation) => indentation !== '');
  if (indented.some((indentation) => indentation.startsWith('\t'))) return '\t';
  // A single space is before the stars of a comment.
  const widths = indented.map(({ length }) => length).filter((width) => width > 1);
  return ' '.repeat(widths.length === 0 ? 4 : Math.min(...widths));
}

/** The indentation that the editor gives the line after `line`. */
export function nextIndentation(line: string, unit: string, language: MeasuredLanguage): string {
  const opens = language === 'Python' ? /[([{:]\s*$/ : /[([{]\s*$/;
  return indentationOf(line) + (opens.test(line) ? unit : '');
}
