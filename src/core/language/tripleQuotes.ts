import type { Language } from './language.js';

/** Those of most languages that have any. */
const usual: readonly string[] = ['"""', "'''"];

/** The triple quotes of a language; of an unknown one those of any. */
const tripleQuotesOf = (language: Language | undefined): readonly string[] =>
  language?.syntax ? usual.filter(([quote]) => language.syntax!.triple.includes(quote!)) : usual;

/** The letters before a quote in Python, such as that of a raw string. */
const literalPrefix = /^\s*[rubf]*/i;

/** The triple quotes that a line begins with; undefined if it does not. */
export const openingTripleQuote = (line: string, language: Language | undefined): string | undefined =>
  tripleQuotesOf(language).find((quotes) => line.startsWith(quotes, literalPrefix.exec(line)![0].length));

/** The triple quotes that a line ends with; undefined if it does not. */
export const closingTripleQuote = (line: string, language: Language | undefined): string | undefined =>
  tripleQuotesOf(language).find((quotes) => line.trimEnd().endsWith(quotes));
