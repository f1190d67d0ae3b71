import type { Token } from '../../core/decode/answer.js';
import type { ConfidenceScorer } from '../../core/suggest/confidence/confidenceModel.js';
import type { TraceOf } from './completedText.js';

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
