import { LineReader } from '../language/codeLines.js';
import { firstWord, noClauses, roleOf } from '../language/clauses.js';
import { indentWidth } from '../language/indentation.js';
import type { Language } from '../language/language.js';

const closes = /^[ \t]*[)\]}]/;
/** A statement continues after one of these, in any language. */
const continuing = /[([{,.=+*/%&|^<?:\\]$/;

/**
 * The offsets in a text, ascending, at which it may end because all statements before are complete: ends of lines after
 * which nothing is open, and after which a line as shallow as the first one follows, or nothing.
 *
 * @param prefix the text before it, at least back to the block around it.
 * @param isFinished whether the text ended by itself, so that its last line is complete.
 */
export function completeEnds(
  prefix: string,
  text: string,
  language: Language | undefined,
  isFinished: boolean,
): readonly number[] {
  const cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const clauses = language?.clauses ?? noClauses;
  const all = new LineReader(prefix, language).read(text).filter(({ text: line }, i) => i === 0 || line.trim() !== '');
  const first = all.find(({ text: line }) => line.trim() !== '');
  if (!first) return [];
  const depth = indentWidth(first.start === 0 ? cursorLine + first.text : first.text);
  let clause = firstWord(first.start === 0 ? cursorLine + first.text : first.text);
  const ends: number[] = [];
  for (const [i, line] of all.entries()) {
    const next = all[i + 1];
    if (!next && !isFinished) break;
    if (line.text.trim() === '' || line.openAfter > 0 || line.cutsString) continue;
    if (next) {
      const isLevel = indentWidth(next.text) <= depth && !next.isInside;
      const role = isLevel ? roleOf(next.text, true, clause, clauses) : 'other';
      if (!isLevel || closes.test(next.text) || role === 'clause' || role === 'end') continue;
      clause = firstWord(next.text);
    }
    const isContinued = language?.syntax !== undefined && continuing.test(line.lastCode);
    if (!isContinued) ends.push(line.start + line.text.trimEnd().length);
  }
  return ends;
}
