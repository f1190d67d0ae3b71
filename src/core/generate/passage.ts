import { LineReader } from '../language/codeLines.js';
import type { Language } from '../language/language.js';
import { indentWidth } from '../language/indentation.js';

/**
 * Where the passage ends that a comment describes: at the first blank line outside of brackets, strings and comments
 * behind which something begins that is no deeper than the place itself.
 *
 * @param prefix the text before the place, at least its line's.
 * @param text what was written there so far.
 * @returns undefined if it goes on.
 */
export function passageEnd(prefix: string, text: string, language: Language | undefined): number | undefined {
  const depth = indentWidth(prefix.slice(prefix.lastIndexOf('\n') + 1));
  let hasCode = false;
  /** The blank line that may have ended it. */
  let blankStart: number | undefined;
  for (const { text: line, start, openBefore, isInside } of new LineReader(prefix, language).read(text)) {
    const isBlank = line.trim() === '';
    if (isBlank && hasCode && openBefore === 0 && !isInside) blankStart ??= start;
    if (isBlank) continue;
    if (blankStart !== undefined && indentWidth(line) <= depth) return blankStart - 1;
    blankStart = undefined;
    hasCode = true;
  }
  return undefined;
}
