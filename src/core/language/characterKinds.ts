import { ascii } from './ascii.js';
import { form } from './literal.js';
import type { Syntax } from './syntax.js';

/** Possible meanings of a character in code. */
export const kind = {
  other: 0,
  /** Letters, digits, `_`, and everything beyond ASCII. */
  word: 1,
  whitespace: 2,
  slash: 3,
  dash: 4,
  hash: 5,
  quote: 6,
  lifetime: 7,
  opener: 8,
  closer: 9,
  less: 10,
  backslash: 11,
  /** Makes a string after it raw. */
  at: 12,
  /** The first character of a comment's first line, as in `=begin`. */
  commentLine: 13,
} as const;

/** A syntax as tables over the ASCII codes, and the rules of it that hold. */
export interface CharacterKinds {
  readonly kinds: Uint8Array;
  /** For each quote the form of its literals. */
  readonly forms: Uint16Array;
  readonly hasLineSlashes: boolean;
  readonly hasBlockSlashes: boolean;
  readonly hasRegexes: boolean;
  readonly needsWhitespaceBeforeHash: boolean;
  /** The form in which a template continues after its code. */
  readonly templateForm: number;
}

function compile(syntax: Syntax): CharacterKinds {
  const kinds = new Uint8Array(ascii.end);
  const forms = new Uint16Array(ascii.end);
  const set = (characters: string, value: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = value;
  };
  const mark = (quotes: string, value: number): void => {
    for (const quote of quotes) forms[quote.charCodeAt(0)]! |= value;
  };
  const has = (comment: Syntax['comments'][number]): boolean => syntax.comments.includes(comment);

  for (let code = 0; code < ascii.end; code++) if (/\w/.test(String.fromCharCode(code))) kinds[code] = kind.word;
  set(' \t\r\n\f\v', kind.whitespace);
  set('\\', kind.backslash);
  set('<', kind.less);
  set(syntax.rawMark, kind.at);
  if (has('//') || has('/*') || syntax.hasRegexes) set('/', kind.slash);
  if (has('--')) set('-', kind.dash);
  if (has('#') || has(' #')) set('#', kind.hash);
  if (syntax.commentLines) set(syntax.commentLines[0][0]!, kind.commentLine);
  if (syntax.hasLifetimes) set("'", kind.lifetime);
  for (const bracket of syntax.brackets) set(bracket, '([{'.includes(bracket) ? kind.opener : kind.closer);

  const { template } = syntax;
  const quotes = syntax.quotes + (template?.quote ?? '');
  set(quotes, kind.quote);
  for (const quote of quotes) mark(quote, quote.charCodeAt(0));
  mark(syntax.triple, form.perhapsLong);
  mark(syntax.multiline, form.multiline);
  mark(syntax.raw, form.raw);
  if (template) mark(template.quote, template.mark === '$' ? form.template : form.hashTemplate);
  // A template in quotes of its own spans lines.
  if (template && !syntax.quotes.includes(template.quote)) mark(template.quote, form.multiline);

  return {
    kinds,
    forms,
    hasLineSlashes: has('//'),
    hasBlockSlashes: has('/*'),
    hasRegexes: syntax.hasRegexes,
    needsWhitespaceBeforeHash: !has('#'),
    templateForm: template ? forms[template.quote.charCodeAt(0)]! : 0,
  };
}

const compiled = new WeakMap<Syntax, CharacterKinds>();

/** The tables of a syntax, made once. */
export function characterKindsOf(syntax: Syntax): CharacterKinds {
  let tables = compiled.get(syntax);
  if (!tables) compiled.set(syntax, (tables = compile(syntax)));
  return tables;
}
