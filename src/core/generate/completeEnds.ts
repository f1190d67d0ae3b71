import { isFenceOpen } from '../decode/stops/markdownEnd.js';
import { countUnpaired } from '../language/brackets.js';
import { LineReader } from '../language/codeLines.js';
import { firstWord, noClauses, roleOf } from '../language/clauses.js';
import { indentWidth } from '../language/indentation.js';
import type { Language } from '../language/language.js';
import { restOfLine, type TextAroundCursor } from '../suggest/cursorContext.js';

const closes = /^[ \t]*[)\]}]/;
/** A statement continues after one of these, in any language. */
const continuing = /[([{,.=+*/%&|^<?:\\]$/;

/**
 * The offsets in a text, ascending, at which it may end because all statements before are complete: ends of lines after
 * which nothing is open, and after which a line as shallow as the first one follows, or nothing.
 *
 * @param around the text before it, at least back to the block around it, and the text after it.
 * @param isFinished whether the text ended by itself, so that its last line is complete.
 */
export function completeEnds(
  { prefix, suffix }: Pick<TextAroundCursor, 'prefix' | 'suffix'>,
  text: string,
  language: Language | undefined,
  isFinished: boolean,
): readonly number[] {
  if (language?.isProse) return proseEnds(prefix, text, isFinished);
  const cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
  // What the rest of the cursor's line closes, a text on that line leaves open.
  const closedAfter = countUnpaired(restOfLine(suffix)).closed;
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
    if (line.text.trim() === '' || line.openAfter > (line.start === 0 ? closedAfter : 0) || line.cutsString) continue;
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

/** A sentence continues after one of these. */
const continuingProse = /[,([{]$/;

/** Ends of lines that leave no fence open, except for the one around the cursor. */
function proseEnds(prefix: string, text: string, isFinished: boolean): readonly number[] {
  const isInFence = isFenceOpen(prefix.split('\n').slice(0, -1));
  const lines = text.split('\n');
  let at = -1;
  return lines.flatMap((line, i) => {
    at += 1 + line.length;
    const isLast = i === lines.length - 1;
    const isClosed = isInFence || !isFenceOpen(lines.slice(0, i + 1));
    const isContinued = (isInFence ? continuing : continuingProse).test(line.trimEnd());
    return line.trim() !== '' && isClosed && !isContinued && (!isLast || isFinished)
      ? [at - (line.length - line.trimEnd().length)]
      : [];
  });
}
