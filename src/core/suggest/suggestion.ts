import type { Completion } from '../completion.js';
import { normalize } from '../prompt/lineEndings.js';
import { fitClosers, type Fitted } from './closers.js';
import { confidenceOf, minimumConfidence } from './confidence.js';
import { isCompletable, restOfLine } from './place.js';
import { Around, type Origin } from './rules/around.js';
import { applyRules, type TextRuleName } from './rules/rules.js';

/** The text around a cursor. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  /** The file's path as the model is told it. */
  readonly path?: string | undefined;
}

/** What is known to come next at a cursor. */
export interface Suggestion {
  /** With `\n` line ends; never blank. */
  readonly text: string;
  /** Geometric mean of the tokens' probabilities, 0 to 1. */
  readonly confidence: number;
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
 * @param without rules for texts that do not apply.
 * @returns undefined where nothing worth offering is left.
 */
export function suggestionOf(
  { before, after, path }: Surroundings,
  { text: decoded, tokens, ...origin }: Pick<Completion, 'text' | 'tokens'> & Origin,
  without?: readonly TextRuleName[],
): Suggestion | undefined {
  const around = new Around({ before: normalize(before), after: normalize(after), path }, origin);
  const text = applyRules(decoded, around, without);
  if (text.trim() === '') return undefined;
  // What ran in a loop was cut at a place that means nothing: only who asks for it shall see it.
  return { text, confidence: origin.stop === 'repetition' ? 0 : confidenceOf(tokens) };
}

/** Whether a suggestion is shown while typing. */
export function isWorthShowing({ confidence, isAsked = false }: Suggestion): boolean {
  return isAsked || confidence >= minimumConfidence;
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
