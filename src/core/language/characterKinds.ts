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

const has = ({ comments }: Syntax, comment: Syntax['comments'][number]): boolean => comments.includes(comment);

const quotesOf = ({ quotes, template }: Syntax): string => quotes + (template?.quote ?? '');

function kindsOf(syntax: Syntax): Uint8Array {
  const kinds = new Uint8Array(ascii.end);
  const set = (characters: string, value: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = value;
  };
  for (let code = 0; code < ascii.end; code++) if (/\w/.test(String.fromCharCode(code))) kinds[code] = kind.word;
  set(' \t\r\n\f\v', kind.whitespace);
  set('\\', kind.backslash);
  set('<', kind.less);
  set(syntax.rawMark, kind.at);
  if (has(syntax, '//') || has(syntax, '/*') || syntax.hasRegexes) set('/', kind.slash);
  if (has(syntax, '--')) set('-', kind.dash);
  if (has(syntax, '#') || has(syntax, ' #')) set('#', kind.hash);
  if (syntax.commentLines) set(syntax.commentLines[0][0]!, kind.commentLine);
  if (syntax.hasLifetimes) set("'", kind.lifetime);
  for (const bracket of syntax.brackets) set(bracket, '([{'.includes(bracket) ? kind.opener : kind.closer);
  set(quotesOf(syntax), kind.quote);
  return kinds;
}

function formsOf(syntax: Syntax): Uint16Array {
  const forms = new Uint16Array(ascii.end);
  const mark = (quotes: string, value: number): void => {
    for (const quote of quotes) forms[quote.charCodeAt(0)]! |= value;
  };
  const { template } = syntax;
  for (const quote of quotesOf(syntax)) mark(quote, quote.charCodeAt(0));
  mark(syntax.triple, form.perhapsLong);
  mark(syntax.multiline, form.multiline);
  mark(syntax.raw, form.raw);
  if (template) mark(template.quote, template.mark === '$' ? form.template : form.hashTemplate);
  // A template whose quote makes no other strings spans lines.
  if (template && !syntax.quotes.includes(template.quote)) mark(template.quote, form.multiline);
  return forms;
}

function compile(syntax: Syntax): CharacterKinds {
  const { template, hasRegexes } = syntax;
  const forms = formsOf(syntax);
  return {
    kinds: kindsOf(syntax),
    forms,
    hasLineSlashes: has(syntax, '//'),
    hasBlockSlashes: has(syntax, '/*'),
    hasRegexes,
    needsWhitespaceBeforeHash: !has(syntax, '#'),
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
