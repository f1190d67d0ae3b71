const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_$]/u.test(character);

/**
 * Whether a text is the beginning of what is to be written, and ends in no word of it. Blanks at its end do not count.
 *
 * @param next what would follow the text, if that is known: a text that goes on in its last word need not end there.
 */
export function isBeginning(text: string, toCome: string, next?: string): boolean {
  const told = text.trimEnd();
  if (!toCome.startsWith(told)) return false;
  const isInside = (following: string | undefined): boolean => isWord(text.at(-1)) && isWord(following);
  return isInside(next) || !isInside(toCome[told.length]);
}
