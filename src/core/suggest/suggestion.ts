import type { CompletedText } from '../result.js';
import { isOwnEnd } from '../decode/stops/stop.js';
import { fitClosingBrackets, type FittedText } from './closingBrackets.js';
import { cutsOf, type Cut } from './confidence/cuts.js';
import { restOfLine, type TextAroundCursor } from './cursorContext.js';
import { RuleContext, type DecodingOutcome } from './rules/ruleContext.js';
import { applyRules, type TextRuleName } from './rules/rules.js';

/** A text that may be inserted at a cursor. */
export interface Suggestion {
  /** With `\n` line ends; never only whitespace. */
  readonly text: string;
  /** The probability that it is right to its end, 0 to 1. */
  readonly confidence: number;
  /** Positions at which it may be cut, the shortest first; none if absent. */
  readonly cuts?: readonly Cut[];
  /** Whether more would follow: then it is right if the user's text begins with it. */
  readonly isCut?: boolean;
  /** The minimum confidence with which it is shown while typing; any if absent. */
  readonly threshold?: number;
  /** Whether the user requested it: then it is shown for as long as it fits, at any confidence. */
  readonly isExplicit?: boolean;
  /** Whether the engine that answers later made it. */
  readonly isLater?: boolean;
}

/**
 * Turns a decoded text into a suggestion.
 *
 * @param threshold the minimum confidence with which it is shown while typing.
 * @param without rules for texts that do not apply, for ablation.
 * @returns undefined where nothing worth suggesting is left.
 */
export function suggestionOf(
  context: TextAroundCursor,
  {
    text: decoded,
    tokens,
    confidence,
    ...outcome
  }: Pick<CompletedText, 'text' | 'tokens' | 'confidence'> & DecodingOutcome,
  threshold: number,
  without?: readonly TextRuleName[],
): Suggestion | undefined {
  const ruleContext = new RuleContext(context, outcome);
  const text = applyRules(decoded, ruleContext, without);
  if (text.trim() === '') return undefined;
  // A loop was cut anywhere, and no part of it means anything: it is shown only on explicit request.
  const { stop } = outcome;
  const cuts = stop === 'repetition' ? [] : cutsOf(text, tokens, ruleContext.rest);
  const suggestion = { text, confidence, threshold, ...(cuts.length > 0 ? { cuts } : {}) };
  if (isOwnEnd(stop)) return suggestion;
  // Decoding that was abandoned half-way is worth the part of it that can be shown.
  return stop === 'unsure' ? shownOf(suggestion) : { ...suggestion, isCut: true };
}

/** The part of a suggestion that is shown while typing: all that reaches its threshold; undefined for none. */
export function shownOf(suggestion: Suggestion): Suggestion | undefined {
  const { text, confidence, cuts = [], threshold = 0, isExplicit = false, isLater = false } = suggestion;
  if (isExplicit || confidence >= threshold) return suggestion;
  const cut = cuts.findLast((one) => one.confidence >= threshold);
  const part = cut && { text: text.slice(0, cut.length), confidence: cut.confidence, isCut: true, threshold };
  return part && (isLater ? { ...part, isLater } : part);
}

/**
 * Fits a suggestion to the rest of the cursor's line as it is now.
 *
 * @returns undefined where nothing of it is left, or only closing brackets that are there already.
 */
export function present({ text }: Suggestion, suffix: string): FittedText | undefined {
  const rest = restOfLine(suffix);
  const fitted = fitClosingBrackets(text, rest);
  return fitted.text.trim() === rest.slice(0, fitted.replaces).trim() ? undefined : fitted;
}

/** Whether anything of a suggestion fits before the rest of the cursor's line, even if it is there already. */
export function fitsBeforeRest({ text }: Suggestion, suffix: string): boolean {
  return fitClosingBrackets(text, restOfLine(suffix)).text.trim() !== '';
}
