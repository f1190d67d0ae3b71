const wordCharacter = /[\p{L}\p{N}_]/u;
const alphanumeric = /[\p{L}\p{N}]/u;
const threeAlphanumerics = /[\p{L}\p{N}]{3}/u;
const twoLetters = /\p{L}.*\p{L}/u;

/** Shorter lines, such as `return;`, are often repeated. */
const minDistinctLength = 9;

/** Whether a character continues a word of any language; false for none. */
export const isWordCharacter = (character = ''): boolean => wordCharacter.test(character);

/** Whether a character continues a name, which in some languages may hold a `$`. */
export const isNameCharacter = (character = ''): boolean => character === '$' || isWordCharacter(character);

/**
 * Whether a line has a letter or digit, and three in a row somewhere after it: such a line hardly occurs twice by
 * chance. Two searches, since one pattern for both would read a line of short words again from each of them.
 */
export function hasWords(line: string): boolean {
  const first = line.search(alphanumeric);
  return (
    first >= 0 && threeAlphanumerics.test(line.slice(first + String.fromCodePoint(line.codePointAt(first)!).length))
  );
}

/** Whether a line hardly occurs twice by chance, as `}` and `return;` do. */
export const isDistinctLine = (line: string): boolean => hasWords(line) && line.trim().length >= minDistinctLength;

/** A weaker test, for two lines next to each other: whether a line holds more than brackets and punctuation. */
export const hasLetters = (line: string): boolean => twoLetters.test(line);
