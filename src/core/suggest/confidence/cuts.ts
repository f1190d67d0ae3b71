import type { CompletedToken } from '../../result.js';
import { countUnpaired } from '../../language/brackets.js';
import { isNameCharacter } from '../../language/words.js';

/** The beginning of a suggestion, to be shown where the whole is not sure enough. */
export interface Cut {
  /** Characters of the suggestion's text. */
  readonly length: number;
  /** The probability that the text is right up to there. */
  readonly confidence: number;
}

/** Less is not worth a look and a key. */
const minCharacters = 4;

/** Words that only begin something. */
const isBeginning =
  /(?:^|[^\p{L}\p{N}_$.])(?:and|as|await|const|else|extends|for|from|func|fn|if|import|in|is|let|new|not|of|or|return|throw|var|while|yield)$/u;

/** Whether a text closes as many brackets as it opens; those in strings count, too. */
function isBalanced(text: string): boolean {
  const { open, closed } = countUnpaired(text);
  return open === closed;
}

/**
 * Whether a text may end at `end`: not in a word, and not behind an opening bracket, an operator or a word that leaves
 * nothing useful. Behind its first line only where a line ends and no bracket is left open.
 *
 * @param text the whole, of which more follows.
 */
export function isCutPlace(text: string, end: number): boolean {
  const kept = text.slice(0, end);
  if (kept.trim().length < minCharacters || /\s$/.test(kept)) return false;
  if (kept.includes('\n') && !(text[end] === '\n' && isBalanced(kept))) return false;
  // A single letter says nothing of how it goes on: `; i` of `; i++`.
  if (isNameCharacter(kept.at(-1)))
    return isNameCharacter(kept.at(-2)) && !isNameCharacter(text[end]) && !isBeginning.test(kept);
  return /[)\]};]$/.test(kept);
}

/**
 * The places at which a suggestion may be cut, the shortest first.
 *
 * @param text the suggestion's text: what was decoded, or the beginning of that, but for blanks at line ends.
 * @param tokens those of what was decoded.
 * @param rest the rest of the cursor's line: a closer there would have to stand below lines that follow.
 */
export function cutsOf(
  text: string,
  tokens: readonly Pick<CompletedToken, 'text' | 'confidence'>[],
  rest: string,
): Cut[] {
  const cuts: Cut[] = [];
  let decoded = '';
  for (const { text: piece, confidence = 0 } of tokens) {
    decoded += piece;
    const length = decoded.trimEnd().length;
    const kept = decoded.slice(0, length);
    if (length >= text.length || !text.startsWith(kept) || (kept.includes('\n') && rest.trim() !== '')) break;
    if (piece !== '' && length > (cuts.at(-1)?.length ?? 0) && isCutPlace(text, length)) {
      cuts.push({ length, confidence });
    }
  }
  return cuts;
}
