import type { CompletedText } from '../completion.js';
import { isOwnEnd } from '../decode/stops/stop.js';
import { normalize } from '../prompt/lineEndings.js';
import { fitClosers, type Fitted } from './closers.js';
import { cutsOf, type Cut } from './gate/cuts.js';
import { isCompletable, restOfLine } from './place.js';
import { Around, type Origin } from './rules/around.js';
import { applyRules, type TextRuleName } from './rules/rules.js';

/** The text around a cursor. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
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
  readonly level?: number;
  /** Whether the person asked for it: then it is shown for as long as it fits, however sure it is. */
  readonly isAsked?: boolean;
}

/** What the model is given: closers that the editor typed ahead would only tell it that the line ends here. */
export function promptTexts({ before, after }: Surroundings): { readonly prefix: string; readonly suffix: string } {
  const suffix = normalize(after);
  return {
    prefix: normalize(before),
    suffix: isCompletable(suffix) ? suffix.slice(restOfLine(suffix).length) : suffix,
  };
}

/**
 * Turns what was decoded into what is offered.
 *
 * @param level the least confidence with which something is shown unasked.
 * @param without rules for texts that do not apply.
 * @returns undefined where nothing worth offering is left.
 */
export function suggestionOf(
  { before, after, ...language }: Surroundings,
  { text: decoded, tokens, confidence, ...origin }: Pick<CompletedText, 'text' | 'tokens' | 'confidence'> & Origin,
  level: number,
  without?: readonly TextRuleName[],
): Suggestion | undefined {
  const around = new Around({ before: normalize(before), after: normalize(after), ...language }, origin);
  const text = applyRules(decoded, around, without);
  if (text.trim() === '') return undefined;
  // What ran in a loop was cut at a place that means nothing: only who asks for it shall see it.
  const { stop } = origin;
  const cuts = stop === 'repetition' ? [] : cutsOf(text, tokens, around.rest);
  const suggestion = { text, confidence, level, ...(cuts.length > 0 ? { cuts } : {}) };
  if (isOwnEnd(stop)) return suggestion;
  // What was given up half-way is worth as much as can be shown of it.
  return stop === 'unsure' ? shownOf(suggestion) : { ...suggestion, isCut: true };
}

/** What of a suggestion is shown while typing: as much of it as is sure enough; undefined for nothing. */
export function shownOf(suggestion: Suggestion): Suggestion | undefined {
  const { text, confidence, cuts = [], level = 0, isAsked = false } = suggestion;
  if (isAsked || confidence >= level) return suggestion;
  const cut = cuts.findLast((one) => one.confidence >= level);
  return cut && { text: text.slice(0, cut.length), confidence: cut.confidence, isCut: true, level };
}

/**
 * Fits a suggestion to the rest of the cursor's line, as it stands at this moment.
 *
 * @returns undefined where nothing is left of it, or nothing but the closers that are there already.
 */
export function present({ text }: Suggestion, after: string): Fitted | undefined {
  const rest = restOfLine(after);
  const fitted = fitClosers(text, rest);
  return fitted.text.trim() === rest.slice(0, fitted.replaces).trim() ? undefined : fitted;
}

/** Whether anything of a suggestion fits in front of the rest of the cursor's line, even if it is there already. */
export function fits({ text }: Suggestion, after: string): boolean {
  return fitClosers(text, restOfLine(after)).text.trim() !== '';
}
