import type { Completion } from '../result.js';
import { hasLetters } from '../language/words.js';
import { restOfLine, type CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';

/** Whether the cursor stands behind a line that is over: the answer there begins with the next one. */
export function isLineOver(
  { prefix, suffix }: CursorContext,
  { text, stop }: Pick<Completion, 'text' | 'stop'>,
): boolean {
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const endsHere = stop === 'newline' || stop === 'block';
  return line.trim() !== '' && restOfLine(suffix).trim() === '' && endsHere && /^[ \t]*(?:\n|$)/.test(text);
}

/** The beginning of the next line, as if it were there already. */
export const nextLineAt = (place: CursorContext): CursorContext => ({
  ...place,
  offset: place.offset + 1,
  prefix: `${place.prefix}\n`,
});

/**
 * What was suggested for the next line, as it is suggested from this one.
 *
 * @param isOver the probability that this one is over.
 * @returns undefined for a line that is there already, or says again what this one says.
 */
export function fromThisLine(
  suggestion: Suggestion,
  { prefix, suffix }: CursorContext,
  isOver: number,
): Suggestion | undefined {
  const first = suggestion.text.split('\n', 1)[0]!.trim();
  const following = suffix.split('\n').find((line) => line.trim() !== '');
  const isRepeated = hasLetters(first) && first === prefix.slice(prefix.lastIndexOf('\n') + 1).trim();
  if (isRepeated || first === following?.trim()) return undefined;
  const { text, confidence, cuts } = suggestion;
  const later = cuts?.map((cut) => ({ length: cut.length + 1, confidence: isOver * cut.confidence }));
  return {
    ...suggestion,
    text: `\n${text}`,
    confidence: isOver * confidence,
    ...(later ? { cuts: later } : {}),
  };
}
