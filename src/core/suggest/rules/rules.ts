import { cutUnfinishedStatement, dropTextBelowLine } from './boundaries.js';
import { dropUnterminatedStrings, endWithComment } from './commentsAndStrings.js';
import { dropRepeatedImports } from './imports.js';
import { dropForeignAttribution, dropRecitedStart, dropSecrets } from './memorizedText.js';
import { dropClosingLines, dropFollowingLines, dropPrecedingLines, dropRepeatedCharacters } from './repeatedLines.js';
import type { RuleContext, TextRule } from './ruleContext.js';
import { matchIndentation, moveClosingBracketBelow, trimTrailingWhitespace } from './whitespace.js';

/** The rules for a suggestion's text, in the order in which they apply: each sees the result of those before it. */
export const textRules = {
  trimTrailingWhitespace,
  dropRecitedStart,
  dropTextBelowLine,
  dropRepeatedCharacters,
  endWithComment,
  dropUnterminatedStrings,
  cutUnfinishedStatement,
  dropFollowingLines,
  dropClosingLines,
  dropPrecedingLines,
  dropRepeatedImports,
  dropForeignAttribution,
  dropSecrets,
  matchIndentation,
  moveClosingBracketBelow,
} satisfies Readonly<Record<string, TextRule>>;

export type TextRuleName = keyof typeof textRules;
export const textRuleNames = Object.keys(textRules) as readonly TextRuleName[];

/**
 * Applies the rules to a decoded text.
 *
 * @param without names of rules that do not apply, for ablation.
 * @returns the text to show; '' for none.
 */
export function applyRules(text: string, context: RuleContext, without: readonly TextRuleName[] = []): string {
  let current = text;
  for (const name of textRuleNames) {
    if (current.trim() === '') return '';
    if (!without.includes(name)) current = textRules[name](current, context);
  }
  return current;
}
