import { withoutSharedEnd } from './closingBrackets.js';
import { restOfLine, type CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';
import type { ModelAnswer, SuggestionItem, SuggestionRequest, TextRules } from './suggestionRequest.js';

/** A suggestion, and its text as it is shown. */
export interface FittedSuggestion {
  readonly suggestion: Suggestion;
  readonly item: SuggestionItem;
}

/** The suggestions made of a model's answer, best first. */
export function suggestionsOf(
  rules: TextRules,
  context: CursorContext,
  { request: { eagerness }, completion }: ModelAnswer,
): Suggestion[] {
  const threshold = eagerness === undefined ? 0 : completion.thresholds[eagerness];
  return [completion, ...completion.others].flatMap((text) => rules.suggestionOf(context, text, threshold) ?? []);
}

/** The suggestions that may be shown for a request, each text once, fitted to the rest of the cursor's line. */
export function fittedSuggestions(
  rules: TextRules,
  suggestions: readonly Suggestion[],
  { context, isExplicit, maxItems, requiredPrefix = '' }: SuggestionRequest,
): FittedSuggestion[] {
  return suggestions
    .filter(({ text }, i) => suggestions.findIndex((other) => other.text === text) === i)
    .flatMap((suggestion) => (isExplicit ? suggestion : (rules.shownOf(suggestion) ?? [])))
    .filter(({ text }) => text.startsWith(requiredPrefix))
    .flatMap((suggestion) => {
      const { confidence, isCut = false } = suggestion;
      const fitted = rules.present(suggestion, context.suffix);
      if (!fitted) return [];
      const text = withoutSharedEnd(fitted, restOfLine(context.suffix));
      return { suggestion, item: { ...text, confidence, ...(isCut ? { isCut } : {}) } };
    })
    .filter(({ item }, i, all) => all.findIndex((other) => other.item.text === item.text) === i)
    .slice(0, maxItems);
}
