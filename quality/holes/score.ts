import { restOfLine } from '../../src/core/suggest/cursorContext.js';
import { isBeginning } from '../measures/beginning.js';
import { similarity } from '../measures/similarity.js';
import type { ShownSuggestion } from '../pipeline.js';
import { targetOf, type Hole } from './cut.js';

/** How an answer compares with what stood there. */
export interface Score {
  readonly exact: boolean;
  /** 2 · M / T of what was written and what stood there, 0 to 1. */
  readonly similarity: number;
}

const withoutEnds = (text: string): string => text.replace(/[ \t]+$/gm, '').trimEnd();

/**
 * Compares the text from the cursor to the end of its line as it stands after accepting; blanks at line ends do not
 * count. For the similarity what stands behind the hole is taken off again, so that it does not lift it.
 */
export function scoreOf(hole: Hole, answer: ShownSuggestion | undefined): Score {
  if (!answer) return { exact: false, similarity: 0 };
  const rest = restOfLine(hole.file.text.slice(hole.end));
  const written = withoutEnds(answer.text + rest.slice(answer.replaces));
  const tail = withoutEnds(rest);
  const own = tail !== '' && written.endsWith(tail) ? written.slice(0, written.length - tail.length) : written;
  return {
    exact: written === withoutEnds(targetOf(hole) + rest),
    similarity: similarity(own, withoutEnds(targetOf(hole))),
  };
}

/** Whether what is shown is right to its end: the whole exact, or a beginning of what stood there. */
export function isRight(hole: Hole, shown: ShownSuggestion): boolean {
  return shown.isCut ? isBeginning(shown.text, hole.file.text.slice(hole.start)) : scoreOf(hole, shown).exact;
}
