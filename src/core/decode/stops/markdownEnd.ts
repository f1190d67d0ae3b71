import type { Stop, StopRule } from './stop.js';

const fenceMark = /^[ \t]*(?:```|~~~)/;
const itemMark = /^([ \t]*)(?:[-*+]|\d+[.)])[ \t]/;

/** Whether lines of Markdown leave a fence open. */
export const isFenceOpen = (lines: readonly string[]): boolean =>
  lines.filter((line) => fenceMark.test(line)).length % 2 === 1;

const widthOf = (line: string): number => line.length - line.trimStart().length;

/** Whether a line ends the block of prose before it: an empty line, a heading, a fence, or an item. */
function endsProse(line: string, isItem: boolean, itemWidth: number): boolean {
  if (line.trim() === '' || /^#{1,6}\s/.test(line) || fenceMark.test(line)) return true;
  return itemMark.test(line) && (!isItem || widthOf(line) <= itemWidth);
}

/**
 * Ends Markdown with the block that the cursor is in: in a fence before the line that closes it, otherwise with the list
 * item or the paragraph. A fence that the text itself opens is written to its end.
 */
export function atMarkdownEnd(prefix: string, suffix: string): StopRule {
  const above = prefix.split('\n');
  const cursorLine = above.pop()!;
  if (isFenceOpen(above)) return atFenceEnd(fenceMark.test(suffix.slice(suffix.indexOf('\n') + 1)));
  return ({ text }) => {
    const lines = text.split('\n');
    const first = cursorLine + lines[0]!;
    const item = itemMark.exec(first);
    let isInFence = fenceMark.test(first);
    let at = lines[0]!.length;
    let hasText = first.trim() !== '';
    for (const line of lines.slice(1)) {
      const isFence = fenceMark.test(line);
      const isFinished = at + 1 + line.length < text.length;
      if (isInFence) {
        if (isFence && isFinished) return stopAt(at + 1 + line.length);
      } else if (
        hasText &&
        (isFinished || line.trim() !== '') &&
        endsProse(line, item !== null, item?.[1]!.length ?? 0)
      ) {
        return stopAt(at);
      } else if (isFence) {
        isInFence = true;
      }
      hasText ||= line.trim() !== '';
      at += 1 + line.length;
    }
    return undefined;
  };
}

const stopAt = (keep: number): Stop => ({ reason: 'block', keep });

/** @param isClosed whether the text after the cursor closes the fence: then the text must not. */
function atFenceEnd(isClosed: boolean): StopRule {
  return ({ text }) => {
    const closing = /\n[ \t]*(?:```|~~~)/.exec(text);
    return closing ? stopAt(isClosed ? closing.index : closing.index + closing[0].length) : undefined;
  };
}
