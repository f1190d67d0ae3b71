import type { FileLines } from './fileLines.js';
import { windowLines, type Relevance } from './relevance.js';

/** Lines of another file, as tokens. */
export interface Snippet {
  readonly path: string;
  /** The path, a newline and the lines, each with its newline. */
  readonly tokens: readonly number[];
  readonly fromLine: number;
  /** Its relevance for the cursor that it was chosen for: see `Relevance`. */
  readonly score: number;
}

/** Fewer lines are not worth their path; our models are trained with 5 to 25, and with 1 to 4 snippets. */
const minLines = 5;
const maxSnippets = 4;

/**
 * The most relevant windows, at most one of each file, as in training: those with the best scores that fit, shortened
 * where that makes them fit.
 *
 * @param roomTokens for all of them together, including a mark for each.
 * @param tokensOf the path, a newline and some lines of a file.
 */
export function chooseSnippets(
  files: readonly FileLines[],
  relevance: Relevance,
  roomTokens: number,
  tokensOf: (file: FileLines, fromLine: number, toLine: number) => readonly number[],
): Snippet[] {
  const ranked = files.flatMap((file) => relevance.bestIn(file) ?? []).sort((a, b) => b.score - a.score);
  const chosen: Snippet[] = [];
  let room = roomTokens;
  for (const { file, fromLine, score } of ranked) {
    const last = Math.min(fromLine + windowLines, file.lineCount);
    for (let toLine = last; toLine === last || toLine >= fromLine + minLines; toLine--) {
      const tokens = tokensOf(file, fromLine, toLine);
      if (tokens.length + 1 > room) continue;
      chosen.push({ path: file.path, tokens, fromLine, score });
      room -= tokens.length + 1;
      break;
    }
    if (chosen.length === maxSnippets) break;
  }
  return chosen;
}
