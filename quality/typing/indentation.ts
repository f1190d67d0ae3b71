import type { MeasuredLanguage } from '../repositories.js';

export const indentationOf = (line: string): string => /^[ \t]*/.exec(line)![0];

/** One step of a file's indentation: a tab, or as many blanks as its least indented line has. */
export function typedIndentUnit(text: string): string {
  const indented = text
    .split('\n')
    .map(indentationOf)
    .filter((indentation) => indentation !== '');
  if (indented.some((indentation) => indentation.startsWith('\t'))) return '\t';
  // A blank alone stands before the stars of a comment.
  const widths = indented.map(({ length }) => length).filter((width) => width > 1);
  return ' '.repeat(widths.length === 0 ? 4 : Math.min(...widths));
}

/** The indentation that the editor gives the line after `line`. */
export function nextIndentation(line: string, unit: string, language: MeasuredLanguage): string {
  const opens = language === 'Python' ? /[([{:]\s*$/ : /[([{]\s*$/;
  return indentationOf(line) + (opens.test(line) ? unit : '');
}
