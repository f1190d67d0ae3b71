import type { CompletionRequest } from '../../core/request.js';
import type { Token } from '../../core/decode/answer.js';
import type { ConfidenceScorer } from '../../core/suggest/confidence/confidenceModel.js';
import type { TraceOf } from './completedText.js';

/** Several paths at once are compared at their ends. */
const isSinglePath = ({ strategy }: CompletionRequest): boolean =>
  strategy.kind === 'greedy' || (strategy.kind === 'sample' && (strategy.samples ?? 1) === 1);

/**
 * Whether decoding ends once the answer's confidence is too low to be shown automatically. With alternatives requested
 * the user wants all of it.
 */
export const endsEarly = (
  request: CompletionRequest,
): request is CompletionRequest & Required<Pick<CompletionRequest, 'eagerness'>> =>
  request.eagerness !== undefined && request.top === undefined && isSinglePath(request);

/**
 * A predicate that is told each token of one answer: whether the confidence up to it, and so that of every longer text,
 * is below the threshold.
 */
export function belowThreshold(
  scorer: ConfidenceScorer,
  threshold: number,
  traceOf: TraceOf,
): (token: Token) => boolean {
  const ids: number[] = [];
  return ({ id, text, logprob }) => {
    ids.push(id);
    return scorer.add({ text, logprob, workspace: traceOf(ids) }) < threshold;
  };
}
