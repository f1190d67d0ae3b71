import type { CompletionRequest } from '../../core/request.js';
import type { AnswerRules } from '../../core/decode/answer.js';
import { allOf, type Constraint } from '../../core/decode/constraints/constraint.js';
import { mustBeginWith } from '../../core/decode/constraints/mustBeginWith.js';
import { openBrackets } from '../../core/decode/constraints/openBrackets.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { PromptTokens } from './promptTokens.js';
import { stopRules } from '../../core/decode/stops/stopRules.js';

/** The tokens that an answer may have: they spell the healed prefix, and close only brackets that are open. */
function constraintOf(
  { vocabulary, bracketTokens }: LoadedModel,
  { path, languageId, without = [] }: CompletionRequest,
  { near, piece }: PromptTokens,
): Constraint {
  const brackets = without.includes('brackets')
    ? []
    : [openBrackets(bracketTokens, { ...near, path, languageId, piece })];
  return allOf(mustBeginWith(vocabulary, piece), ...brackets);
}

/** The rules of every answer to a request, whatever its strategy. */
export function answerRules(
  loaded: LoadedModel,
  request: CompletionRequest,
  prompt: PromptTokens,
  cancelled: () => boolean,
): AnswerRules & { readonly constraint: Constraint } {
  return {
    vocabulary: loaded.vocabulary,
    stop: stopRules(request, prompt.near, cancelled),
    constraint: constraintOf(loaded, request, prompt),
    skipBytes: prompt.piece.length,
  };
}
