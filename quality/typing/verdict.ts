import { isBeginning } from '../measures/beginning.js';
import type { ShownSuggestion } from '../pipeline.js';

/** Whether what is shown is what the person is about to write. */
export type Verdict = 'right' | 'partly right' | 'wrong';

/** VS Code's words (`core/wordHelper.ts`): a number, or anything without blanks and marks. */
const word = /(-?\d*\.\d\w*)|([^`~!@#%^&*()\-=+[{\]}\\|;:'",.<>/?\s]+)/;

/** What the person takes at a key: the next word, with whatever stands before it; '' where there is none. */
export function nextWord(text: string): string {
  const found = word.exec(text);
  return found === null ? '' : text.slice(0, found.index + found[0].length);
}

/** How often "Accept Next Word" has to be pressed for that in VS Code: it stops before a word, too, and after blanks. */
export function pressesFor(text: string): number {
  let presses = 0;
  for (let left = text; left !== ''; presses++) {
    const found = word.exec(left);
    const end = found === null ? left.length : found.index === 0 ? found[0].length : found.index;
    const blanks = /\s+/.exec(left);
    left = left.slice(Math.min(end, blanks === null ? end : blanks.index + blanks[0].length));
  }
  return presses;
}

const isWord = (character: string | undefined): boolean => character !== undefined && word.test(character);

/** Whether the line would be as the person wants it, to its end, and whatever comes beyond; of a cut text, to its own. */
function isRight({ text, replaces, isCut }: ShownSuggestion, toCome: string, restOfLine: string): boolean {
  if (isCut) return isBeginning(text, toCome);
  if (text.includes('\n')) return toCome.startsWith(text);
  return text + restOfLine.slice(replaces) === toCome.split('\n', 1)[0];
}

/** Whether the first word is right, and ends there for the person, too. */
function isFirstWordRight(text: string, toCome: string): boolean {
  const first = nextWord(text);
  return first !== '' && toCome.startsWith(first) && !isWord(toCome[first.length]);
}

/**
 * @param toCome what the person is going to write; undefined where that does not go on from the cursor.
 * @param restOfLine what stands after the cursor on its line.
 */
export function verdictOn(shown: ShownSuggestion, toCome: string | undefined, restOfLine: string): Verdict {
  if (toCome === undefined) return 'wrong';
  if (isRight(shown, toCome, restOfLine)) return 'right';
  return isFirstWordRight(shown.text, toCome) ? 'partly right' : 'wrong';
}
