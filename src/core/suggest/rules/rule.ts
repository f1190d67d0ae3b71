import type { RuleContext } from './ruleContext.js';

/**
 * A rule for a suggestion's text.
 *
 * @param text never blank, and without blanks at its lines' ends, unless the rule comes first.
 * @returns it changed or unchanged; '' if it should not be shown.
 */
export type TextRule = (text: string, around: RuleContext) => string;

/** The first `count` lines of a text. */
export const firstLines = (text: string, count: number): string =>
  text.split('\n').slice(0, count).join('\n').trimEnd();
