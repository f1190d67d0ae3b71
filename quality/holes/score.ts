import { restOfLine } from '../../src/core/suggest/cursorContext.js';
import { isPrefixToWordEnd, similarity } from '../measures/texts.js';
import type { ShownSuggestion } from '../pipeline.js';
import { targetOf, type Hole } from './cut.js';

/** An answer compared with the original text. */
export interface Score {
  readonly exact: boolean;
  /** 2 · M / T of the answer and the original text, 0 to 1. */
  readonly similarity: number;
}

const withoutEnds = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

/**
 * Compares the text from the cursor to the end of its line after accepting, except for whitespace at line ends. The
 * similarity ignores the text after the hole, which would increase it.
 */
export function scoreOf(hole: Hole, answer: ShownSuggestion | undefined): Score {
  if (!answer) return { exact: false, similarity: 0 };
  const rest = restOfLine(hole.file.text.slice(hole.end));
  const completed = withoutEnds(answer.text + rest.slice(answer.replaces));
  const tail = withoutEnds(rest);
  const own = tail !== '' && completed.endsWith(tail) ? completed.slice(0, completed.length - tail.length) : completed;
  return {
    exact: completed === withoutEnds(targetOf(hole) + rest),
    similarity: similarity(own, withoutEnds(targetOf(hole))),
  };
}

/** Whether the shown text is right to its end: exact, or, where it is cut, a prefix of the original text. */
export function isRight(hole: Hole, shown: ShownSuggestion): boolean {
  return shown.isCut ? isPrefixToWordEnd(shown.text, hole.file.text.slice(hole.start)) : scoreOf(hole, shown).exact;
}
