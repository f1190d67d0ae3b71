import type { Mode } from '../request.js';
import { isCommentLine, opensBlock } from '../language/blockOpener.js';
import { contextAtCursor } from '../language/syntaxContext.js';
import { indentWidth } from '../language/indentation.js';
import { languageOf } from '../language/languageOf.js';
import { normalize } from '../prompt/lineEndings.js';
import { restOfLine } from './cursorContext.js';
import type { TextAroundCursor } from './suggestion.js';

/** What the setting says; `auto` leaves it to the place. */
export type MultilineMode = 'auto' | Exclude<Mode, 'free'>;

const quotes = /^\s*[rubf]*("""|''')/i;

/** The last line above that is code; a docstring and comments describe what is to come. */
function lastCodeLine(above: readonly string[]): string | undefined {
  for (let i = above.length - 1; i >= 0; i--) {
    const line = above[i]!;
    if (line.trim() === '' || isCommentLine(line)) continue;
    const quote = /("""|''')\s*$/.exec(line)?.[1];
    if (quote === undefined) return line;
    const isWhole = quotes.exec(line)?.[1] === quote && line.trim().length >= 2 * quote.length;
    if (!isWhole) while (i > 0 && quotes.exec(above[--i]!)?.[1] !== quote);
  }
  return undefined;
}

/** Whether the lines below go on deeper than `depth`: then there is a body already. */
const hasDeeper = (below: string, depth: number): boolean => {
  const next = below.split('\n').find((line) => line.trim() !== '');
  return next !== undefined && indentWidth(next) > depth;
};

/**
 * Whether a suggestion may go on past its line: where the line opens a block that has no body yet, in the empty body of
 * one, and for who asks wherever a statement may take several lines. Everywhere else a person sees more easily what one
 * line says, and has it sooner.
 *
 * A line that was just accepted and opens a block is such a place, too.
 */
export function isMultilineAt(
  { prefix, suffix: after, ...file }: TextAroundCursor,
  isExplicit: boolean,
): Exclude<MultilineMode, 'auto'> {
  const language = languageOf(file);
  if (language?.syntax === undefined || language.family === 'data') return 'line';
  const [text, suffix] = [normalize(prefix), normalize(after)];
  if (contextAtCursor(language, text) !== 'code') return 'line';
  const lines = text.split('\n');
  const line = lines.pop()!;
  const rest = restOfLine(suffix);
  const depth = indentWidth(line);
  const below = suffix.slice(rest.length + 1);
  if (line.trim() !== '') {
    const isOpen = opensBlock(line, language) || (rest.trim() === '' && /[([]\s*$/.test(line));
    return (isOpen || isExplicit) && !hasDeeper(below, depth) ? 'block' : 'line';
  }
  if (isExplicit) return 'block';
  const opener = lastCodeLine(lines);
  const isEmpty = opener !== undefined && opensBlock(opener, language) && indentWidth(opener) < depth;
  return isEmpty && !hasDeeper(below, depth - 1) ? 'block' : 'line';
}

/** The mode of a request at a place. */
export const modeAt = (reach: MultilineMode, place: TextAroundCursor, isExplicit: boolean): Mode =>
  reach === 'auto' ? isMultilineAt(place, isExplicit) : reach;
