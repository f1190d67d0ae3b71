import { isPrefixToWordEnd } from '../measures/texts.js';
import type { ShownSuggestion } from '../pipeline.js';

/** Whether a suggestion is the text that the user is about to type. */
export type Verdict = 'right' | 'partly right' | 'wrong';

/** VS Code's words (`core/wordHelper.ts`): a number, or anything without whitespace and punctuation. */
const word = /(-?\d*\.\d\w*)|([^`~!@#%^&*()\-=+[{\]}\\|;:'",.<>/?\s]+)/;

/** The next word with everything before it, accepted with one key; '' where there is none. */
export function nextWord(text: string): string {
  const match = word.exec(text);
  return match === null ? '' : text.slice(0, match.index + match[0].length);
}

/** How often "Accept Next Word" has to be pressed for a text: it stops before a word as well, and after whitespace. */
export function pressesFor(text: string): number {
  let presses = 0;
  for (let left = text; left !== ''; presses++) {
    const match = word.exec(left);
    const end = match === null ? left.length : match.index === 0 ? match[0].length : match.index;
    const space = /\s+/.exec(left);
    left = left.slice(Math.min(end, space === null ? end : space.index + space[0].length));
  }
  return presses;
}

const isWord = (character: string | undefined): boolean => character !== undefined && word.test(character);

/** Whether accepting gives the wanted line to its end, and the lines after it; of a cut text, to its own end. */
function isRight({ text, replaces, isCut }: ShownSuggestion, toCome: string, restOfLine: string): boolean {
  if (isCut) return isPrefixToWordEnd(text, toCome);
  if (text.includes('\n')) return toCome.startsWith(text);
  return text + restOfLine.slice(replaces) === toCome.split('\n', 1)[0];
}

/** Whether the first word is right, and ends in the wanted text, too. */
function isFirstWordRight(text: string, toCome: string): boolean {
  const first = nextWord(text);
  return first !== '' && toCome.startsWith(first) && !isWord(toCome[first.length]);
}

/**
 * Compares a suggestion with the text that the user is going to type.
 *
 * @param toCome that text; undefined where it does not continue from the cursor.
 * @param restOfLine the text after the cursor on its line.
 */
export function verdictOn(shown: ShownSuggestion, toCome: string | undefined, restOfLine: string): Verdict {
  if (toCome === undefined) return 'wrong';
  if (isRight(shown, toCome, restOfLine)) return 'right';
  return isFirstWordRight(shown.text, toCome) ? 'partly right' : 'wrong';
}
