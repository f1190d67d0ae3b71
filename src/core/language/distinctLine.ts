const alphanumeric = /[\p{L}\p{N}]/u;
const threeAlphanumerics = /[\p{L}\p{N}]{3}/u;

/**
 * Whether a line has a letter or digit, and three in a row somewhere after it: such a line hardly occurs twice by chance.
 * Two searches, since one pattern for both would read a line of short words again from each of them.
 */
export function hasWords(line: string): boolean {
  const first = line.search(alphanumeric);
  return (
    first >= 0 && threeAlphanumerics.test(line.slice(first + String.fromCodePoint(line.codePointAt(first)!).length))
  );
}
