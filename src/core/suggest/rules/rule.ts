import { hasWords } from '../../decode/code/distinctLine.js';
import type { Around } from './around.js';

/**
 * A rule for a suggestion's text.
 *
 * @param text never blank, and without blanks at its lines' ends, unless the rule comes first.
 * @returns it changed or unchanged; '' if it should not be shown.
 */
export type TextRule = (text: string, around: Around) => string;

/** The first `count` lines of a text. */
export const firstLines = (text: string, count: number): string =>
  text.split('\n').slice(0, count).join('\n').trimEnd();

/** A line that hardly stands twice by chance; such as `}` or `return;` may well. */
export const isTelling = (line: string): boolean => hasWords(line) && line.trim().length > 8;
