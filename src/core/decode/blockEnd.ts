import type { StopRule } from './stop.js';

/** Width of a line's indentation in columns; a tab counts as four. */
export function indentWidth(line: string): number {
  const blanks = /^[ \t]*/.exec(line)![0];
  return blanks.replaceAll('\t', '    ').length;
}

const closes = /^[ \t]*[)\]}]/;
/** The block goes on: `} else {`, `}).catch(() => {`. */
const opensAgain = /[{([:]\s*$/;
/** A brace on a line of its own opens the block that the cursor's line began. */
const opens = /^[ \t]*\{/;

/**
 * Ends a block by indentation: before the first line that stands left of the block. A line of the cursor's own depth
 * that begins with a closing bracket belongs to the block and ends it.
 *
 * @param cursorLine the cursor's line up to the cursor. If it is blank, lines as deep as the cursor are the block;
 *   otherwise the block is what is deeper than this line.
 */
export function atBlockEnd(cursorLine: string): StopRule {
  const isBlank = cursorLine.trim() === '';
  const depth = indentWidth(cursorLine);
  const isInside = (line: string): boolean => (isBlank ? indentWidth(line) >= depth : indentWidth(line) > depth);

  return ({ text }) => {
    let start = text.indexOf('\n') + 1;
    while (start > 0) {
      const newline = text.indexOf('\n', start);
      const line = text.slice(start, newline < 0 ? undefined : newline);
      // A blank line says nothing, and neither does one whose indentation may still grow.
      if (line.trim() !== '' && !isInside(line)) {
        const isEdge = !isBlank && indentWidth(line) === depth && (closes.test(line) || opens.test(line));
        if (!isEdge) return { reason: 'block', keep: start - 1 };
        if (newline >= 0 && !opensAgain.test(line)) return { reason: 'block', keep: newline };
      }
      start = newline + 1;
    }
    return undefined;
  };
}
