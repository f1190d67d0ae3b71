import type { CompletedText } from '../result.js';
import { isOwnEnd } from '../decode/stops/stop.js';
import { normalize } from '../prompt/lineEndings.js';
import { fitClosingBrackets, type Fitted } from './closingBrackets.js';
import { cutsOf, type Cut } from './confidence/cuts.js';
import { isCompletable, restOfLine } from './cursorContext.js';
import { RuleContext, type DecodingOutcome } from './rules/ruleContext.js';
import { applyRules, type TextRuleName } from './rules/rules.js';

/** The text around a cursor. */
export interface TextAroundCursor {
  readonly prefix: string;
  readonly suffix: string;
  /** The file's path as the model is told it. */
  readonly path?: string | undefined;
  /** The editor's id for the document's language: the user may have chosen another one than the path tells. */
  readonly languageId?: string | undefined;
}

/** What is known to come next at a cursor. */
export interface Suggestion {
  /** With `\n` line ends; never blank. */
  readonly text: string;
  /** The probability that it is right to its end, 0 to 1. */
  readonly confidence: number;
  /** Where it may end before, the shortest first; nowhere if absent. */
  readonly cuts?: readonly Cut[];
  /** Whether more would follow: then it is right if what is to be written begins with it. */
  readonly isCut?: boolean;
  /** The least confidence with which it is shown unasked; any if absent. */
  readonly threshold?: number;
  /** Whether the person asked for it: then it is shown for as long as it fits, however sure it is. */
  readonly isExplicit?: boolean;
}

/** What the model is given: closers that the editor typed ahead would only tell it that the line ends here. */
export function promptTexts({ prefix, suffix: after }: TextAroundCursor): {
  readonly prefix: string;
  readonly suffix: string;
} {
  const suffix = normalize(after);
  return {
    prefix: normalize(prefix),
    suffix: isCompletable(suffix) ? suffix.slice(restOfLine(suffix).length) : suffix,
  };
}

/**
 * Turns what was decoded into what is offered.
 *
 * @param threshold the least confidence with which something is shown unasked.
 * @param without rules for texts that do not apply.
 * @returns undefined where nothing worth offering is left.
 */
export function suggestionOf(
  { prefix, suffix, ...language }: TextAroundCursor,
  {
    text: decoded,
    tokens,
    confidence,
    ...origin
  }: Pick<CompletedText, 'text' | 'tokens' | 'confidence'> & DecodingOutcome,
  threshold: number,
  without?: readonly TextRuleName[],
): Suggestion | undefined {
  const around = new RuleContext({ prefix: normalize(prefix), suffix: normalize(suffix), ...language }, origin);
  const text = applyRules(decoded, around, without);
  if (text.trim() === '') return undefined;
  // What ran in a loop was cut at a place that means nothing: only who asks for it shall see it.
  const { stop } = origin;
  const cuts = stop === 'repetition' ? [] : cutsOf(text, tokens, around.rest);
  const suggestion = { text, confidence, threshold, ...(cuts.length > 0 ? { cuts } : {}) };
  if (isOwnEnd(stop)) return suggestion;
  // What was given up half-way is worth as much as can be shown of it.
  return stop === 'unsure' ? shownOf(suggestion) : { ...suggestion, isCut: true };
}

/** What of a suggestion is shown while typing: as much of it as is sure enough; undefined for nothing. */
export function shownOf(suggestion: Suggestion): Suggestion | undefined {
  const { text, confidence, cuts = [], threshold = 0, isExplicit = false } = suggestion;
  if (isExplicit || confidence >= threshold) return suggestion;
  const cut = cuts.findLast((one) => one.confidence >= threshold);
  return cut && { text: text.slice(0, cut.length), confidence: cut.confidence, isCut: true, threshold };
}

/**
 * Fits a suggestion to the rest of the cursor's line, as it stands at this moment.
 *
 * @returns undefined where nothing is left of it, or nothing but the closers that are there already.
 */
export function present({ text }: Suggestion, after: string): Fitted | undefined {
  const rest = restOfLine(after);
  const fitted = fitClosingBrackets(text, rest);
  return fitted.text.trim() === rest.slice(0, fitted.replaces).trim() ? undefined : fitted;
}

/** Whether anything of a suggestion fits in front of the rest of the cursor's line, even if it is there already. */
export function fits({ text }: Suggestion, after: string): boolean {
  return fitClosingBrackets(text, restOfLine(after)).text.trim() !== '';
}
