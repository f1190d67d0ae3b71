import type { Completion } from '../result.js';
import { hasLetters } from '../language/words.js';
import { restOfLine, type CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';

/** Whether the cursor is after a finished line: the answer there begins with the next one. */
export function isLineOver(
  { prefix, suffix }: CursorContext,
  { text, stop }: Pick<Completion, 'text' | 'stop'>,
): boolean {
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const endsHere = stop === 'newline' || stop === 'block';
  return line.trim() !== '' && restOfLine(suffix).trim() === '' && endsHere && /^[ \t]*(?:\n|$)/.test(text);
}

/** The start of the next line, as if the line break were typed already. */
export const nextLineAt = (context: CursorContext): CursorContext => ({
  ...context,
  offset: context.offset + 1,
  prefix: `${context.prefix}\n`,
});

/**
 * Converts a suggestion for the next line into one for the current line.
 *
 * @param lineOverProbability the probability that the current line is over.
 * @returns undefined for a line that is there already, or repeats the current one.
 */
export function fromThisLine(
  suggestion: Suggestion,
  { prefix, suffix }: CursorContext,
  lineOverProbability: number,
): Suggestion | undefined {
  const first = suggestion.text.split('\n', 1)[0]!.trim();
  const following = suffix.split('\n').find((line) => line.trim() !== '');
  const isRepeated = hasLetters(first) && first === prefix.slice(prefix.lastIndexOf('\n') + 1).trim();
  if (isRepeated || first === following?.trim()) return undefined;
  const { text, confidence, cuts } = suggestion;
  const shifted = cuts?.map((cut) => ({
    length: cut.length + 1,
    confidence: lineOverProbability * cut.confidence,
  }));
  return {
    ...suggestion,
    text: `\n${text}`,
    confidence: lineOverProbability * confidence,
    ...(shifted ? { cuts: shifted } : {}),
  };
}
