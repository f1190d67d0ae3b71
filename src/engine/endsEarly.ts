import type { CompletionRequest } from '../core/completion.js';
import type { Token } from '../core/decode/answer.js';
import type { JudgedPlace } from '../core/suggest/gate/features.js';
import type { Gate } from '../core/suggest/gate/gate.js';
import type { Eagerness } from '../core/suggest/gate/levels.js';
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
  gate: Gate,
  eagerness: Eagerness,
  place: JudgedPlace,
  traceOf: TraceOf,
): (token: Token) => boolean {
  const judging = gate.begin(place);
  const level = gate.levels[eagerness];
  const ids: number[] = [];
  return ({ id, text, logprob }) => {
    ids.push(id);
    return judging.add({ text, logprob, workspace: traceOf(ids) }) < level;
  };
}
