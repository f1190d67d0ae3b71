import type { Mode } from '../request.js';
import { opensBlock } from '../language/blockOpener.js';
import { isCommentLine } from '../language/commentLine.js';
import type { Language } from '../language/language.js';
import { contextAtCursor } from '../language/syntaxContext.js';
import { indentWidth } from '../language/indentation.js';
import { languageOf } from '../language/languageOf.js';
import { closingTripleQuote, openingTripleQuote } from '../language/tripleQuotes.js';
import { restOfLine, type TextAroundCursor } from './cursorContext.js';

/** The setting's values; `auto` decides by the position. */
export type MultilineMode = 'auto' | Extract<Mode, 'line' | 'block'>;

/** The last line of code above; docstrings and comments are skipped: they describe the text to come. */
function lastCodeLine(above: readonly string[], language: Language): string | undefined {
  for (let i = above.length - 1; i >= 0; i--) {
    const line = above[i]!;
    if (line.trim() === '' || language.clauses?.directive?.test(line) || isCommentLine(line, language)) continue;
    const quote = closingTripleQuote(line, language);
    if (quote === undefined) return line;
    const isWhole = openingTripleQuote(line, language) === quote && line.trim().length >= 2 * quote.length;
    if (!isWhole) while (i > 0 && openingTripleQuote(above[--i]!, language) !== quote);
  }
  return undefined;
}

/** Whether the next line below is deeper than `depth`: then there is a body already. */
const hasDeeper = (below: string, depth: number): boolean => {
  const next = below.split('\n').find((line) => line.trim() !== '');
  return next !== undefined && indentWidth(next) > depth;
};

/**
 * Whether a suggestion may continue past its line: where the line opens a block that has no body yet, in the empty body
 * of one, and on explicit request wherever a statement may take several lines. Everywhere else one line is easier to
 * read, and is there sooner.
 *
 * A line that was just accepted and opens a block is such a position, too.
 */
export function isMultilineAt(
  { prefix, suffix, ...file }: TextAroundCursor,
  isExplicit: boolean,
): Exclude<MultilineMode, 'auto'> {
  const language = languageOf(file);
  if (language?.syntax === undefined || language.family === 'data') return 'line';
  if (contextAtCursor(language, prefix) !== 'code') return 'line';
  const lines = prefix.split('\n');
  const line = lines.pop()!;
  const rest = restOfLine(suffix);
  const depth = indentWidth(line);
  const below = suffix.slice(rest.length + 1);
  if (line.trim() !== '') {
    const isOpen = opensBlock(line, language) || (rest.trim() === '' && /[([]\s*$/.test(line));
    return (isOpen || isExplicit) && !hasDeeper(below, depth) ? 'block' : 'line';
  }
  if (isExplicit) return 'block';
  const opener = lastCodeLine(lines, language);
  const isEmpty = opener !== undefined && opensBlock(opener, language) && indentWidth(opener) < depth;
  return isEmpty && !hasDeeper(below, depth - 1) ? 'block' : 'line';
}

/** The mode of a request at a cursor. */
export const modeAt = (setting: MultilineMode, context: TextAroundCursor, isExplicit: boolean): Mode =>
  setting === 'auto' ? isMultilineAt(context, isExplicit) : setting;
