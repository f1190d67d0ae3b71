import type { Mode } from '../completion.js';
import { contextAtCursor } from '../language/syntaxContext.js';
import { indentWidth } from '../language/indentation.js';
import { extensionOf, syntaxOf } from '../language/syntax.js';
import { normalize } from '../prompt/lineEndings.js';
import { restOfLine } from './cursorContext.js';
import type { TextAroundCursor } from './suggestion.js';

/** What the setting says; `auto` leaves it to the place. */
export type MultilineMode = 'auto' | Exclude<Mode, 'free'>;

const braces = /(?:\{|=>)$/;
/** What a line ends with, or is, that opens a block in a language that has more than braces for it. */
const openers: readonly (readonly [extensions: string, opens: RegExp])[] = [
  ['py pyi pyw', /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b.*:$/],
  ['js jsx mjs cjs ts tsx mts cts java cs c h cc cpp hpp go dart swift php', /^\s*(?:case\b.*|default\s*):$/],
  [
    'rb',
    /\b(?:do(?:\s*\|[^|]*\|)?|then|begin|else|ensure|rescue)$|^\s*(?:def|class|module|if|elsif|unless|while|until|case|when)\b.*\w\)?$/,
  ],
  ['ex exs jl', /(?:\bdo|->)$|^\s*(?:function|if|for|while|struct|module|begin|let|try)\b.*$/],
  ['sh bash zsh', /\b(?:then|do|else)$|^\s*[\w-]+\s*\(\)$/],
];
/** In these a block is a list of data, which nobody wants to have invented. */
const dataOnly = /^(?:json|jsonc|json5|ya?ml|toml|css|scss|less|graphql|gql|proto|tf|hcl)$/;

const openersOf = (path: string): readonly RegExp[] => {
  const extension = extensionOf(path);
  return openers.filter(([extensions]) => extensions.split(' ').includes(extension)).map(([, opens]) => opens);
};

/** Whether a line opens a block. */
function opensBlock(line: string, path: string): boolean {
  const comment = line.search(/\s(?:\/\/|#)\s/);
  const code = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return braces.test(code) || openersOf(path).some((opens) => opens.test(code));
}

const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*|#|--)/.test(line);
const quotes = /^\s*[rubf]*("""|''')/i;

/** The last line above that is code; a docstring and comments describe what is to come. */
function lastCodeLine(above: readonly string[]): string | undefined {
  for (let i = above.length - 1; i >= 0; i--) {
    const line = above[i]!;
    if (line.trim() === '' || isComment(line)) continue;
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
  { prefix, suffix: after, path = '', languageId }: TextAroundCursor,
  isExplicit: boolean,
): Exclude<MultilineMode, 'auto'> {
  if (syntaxOf(path) === undefined || dataOnly.test(extensionOf(path))) return 'line';
  const [text, suffix] = [normalize(prefix), normalize(after)];
  if (contextAtCursor(path, text, languageId) !== 'code') return 'line';
  const lines = text.split('\n');
  const line = lines.pop()!;
  const rest = restOfLine(suffix);
  const depth = indentWidth(line);
  const below = suffix.slice(rest.length + 1);
  if (line.trim() !== '') {
    const isOpen = opensBlock(line, path) || (rest.trim() === '' && /[([]\s*$/.test(line));
    return (isOpen || isExplicit) && !hasDeeper(below, depth) ? 'block' : 'line';
  }
  if (isExplicit) return 'block';
  const opener = lastCodeLine(lines);
  const isEmpty = opener !== undefined && opensBlock(opener, path) && indentWidth(opener) < depth;
  return isEmpty && !hasDeeper(below, depth - 1) ? 'block' : 'line';
}

/** The mode of a request at a place. */
export const modeAt = (reach: MultilineMode, place: TextAroundCursor, isExplicit: boolean): Mode =>
  reach === 'auto' ? isMultilineAt(place, isExplicit) : reach;
