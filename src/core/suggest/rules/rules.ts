import { attribution } from './attribution.js';
import type { RuleContext } from './ruleContext.js';
import { closerBelow } from './closerBelow.js';
import { closingLines } from './closingLines.js';
import { comments } from './comments.js';
import { fileStart } from './fileStart.js';
import { firstLine } from './firstLine.js';
import { followingLines } from './followingLines.js';
import { halfStatement } from './halfStatement.js';
import { imports } from './imports.js';
import { indentation } from './indentation.js';
import { loops } from './loops.js';
import { precedingLines } from './precedingLines.js';
import type { TextRule } from './rule.js';
import { secrets } from './secrets.js';
import { strings } from './strings.js';
import { trailingSpace } from './trailingSpace.js';

/** The rules for a suggestion's text, in the order in which they apply: each sees what the ones before it left. */
export const textRules = {
  trailingSpace,
  fileStart,
  firstLine,
  loops,
  comments,
  strings,
  halfStatement,
  followingLines,
  closingLines,
  precedingLines,
  imports,
  attribution,
  secrets,
  indentation,
  closerBelow,
} satisfies Readonly<Record<string, TextRule>>;

export type TextRuleName = keyof typeof textRules;
export const textRuleNames = Object.keys(textRules) as readonly TextRuleName[];

/**
 * Applies the rules to what was decoded.
 *
 * @param without rules that do not apply, to see what they do.
 * @returns the text to show; '' for none.
 */
export function applyRules(text: string, around: RuleContext, without: readonly TextRuleName[] = []): string {
  let current = text;
  for (const name of textRuleNames) {
    if (current.trim() === '') return '';
    if (!without.includes(name)) current = textRules[name](current, around);
  }
  return current;
}
