import type { CompletionRequest } from '../../core/completion.js';
import type { Token } from '../../core/decode/answer.js';
import type { ScoredPosition } from '../../core/suggest/confidence/features.js';
import type { ConfidenceModel } from '../../core/suggest/confidence/confidenceModel.js';
import type { Eagerness } from '../../core/suggest/confidence/thresholds.js';
import type { TraceOf } from './completedText.js';

/** Several paths at once are compared at their ends. */
const isSinglePath = ({ strategy }: CompletionRequest): boolean =>
  strategy.kind === 'greedy' || (strategy.kind === 'sample' && (strategy.samples ?? 1) === 1);

/**
 * Whether an answer is only decoded for as long as it can be sure enough to be shown unasked. Who looks at alternatives
 * wants all of it.
 */
export const endsEarly = (
  request: CompletionRequest,
): request is CompletionRequest & Required<Pick<CompletionRequest, 'eagerness'>> =>
  request.eagerness !== undefined && request.top === undefined && isSinglePath(request);

/** Told each token of an answer: whether the text up to it, and so all that goes on with it, is below the level. */
export function hopelessBelow(
  gate: ConfidenceModel,
  eagerness: Eagerness,
  place: ScoredPosition,
  traceOf: TraceOf,
): (token: Token) => boolean {
  const scorer = gate.begin(place);
  const level = gate.thresholds[eagerness];
  const ids: number[] = [];
  return ({ id, text, logprob }) => {
    ids.push(id);
    return scorer.add({ text, logprob, workspace: traceOf(ids) }) < level;
  };
}
