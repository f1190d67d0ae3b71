import type { Completion, CompletionRequest } from '../completion.js';
import { samplingStrategy, type Sampling } from '../sampling/sampling.js';
import type { Strategy } from '../sampling/strategy.js';

/** How many alternatives are known by name at each step: what a chart shows of a distribution. */
export const alternativesShown = 24;

/** How many texts sampling shows beside greedy's one and the beams. */
export const samplesShown = 4;

/**
 * Drafts change no text, but a rerun would draft its own answer; who drafted is known of the first run. And where the
 * workspace answered alone there is nothing to see of the model.
 */
const plain = ({ workspace, ...request }: CompletionRequest): CompletionRequest => ({
  ...request,
  drafters: [],
  ...(workspace ? { workspace: { share: workspace.share } } : {}),
});

/** The request of an answer with what that had of other files: whatever would be chosen now, it is asked the same. */
export const asAnswered = (
  request: CompletionRequest,
  { snippets = [] }: Pick<Completion, 'snippets'>,
): CompletionRequest => (request.context ? { ...request, context: { ...request.context, given: snippets } } : request);

/** The same completion once more, with all that the lens shows of it. */
export function explaining(request: CompletionRequest): CompletionRequest {
  return { ...plain(request), top: alternativesShown, explain: true };
}

/** One text goes on from a beginning: of beams the most probable way, of several samples the first. */
function single(strategy: Strategy): Strategy {
  if (strategy.kind === 'beam') return { kind: 'greedy' };
  if (strategy.kind === 'greedy') return strategy;
  return { kind: 'sample', filters: strategy.filters, seed: strategy.seed };
}

/** The completion that begins with these tokens, which the user picked. */
export function goingOn(request: CompletionRequest, begin: readonly number[]): CompletionRequest {
  return { ...explaining(request), strategy: single(request.strategy), begin };
}

/** What comes next after these tokens of a completion. */
export function stepAfter(request: CompletionRequest, begin: readonly number[]): CompletionRequest {
  return { ...plain(request), begin };
}

/** What strategies are compared with. */
export interface StrategyComparison {
  readonly sampling: Sampling;
  readonly beamWidth: number;
  readonly lengthPenalty: number;
}

/** The same prompt by each strategy; enough is reported to tell tokens apart. */
export function comparing(
  request: CompletionRequest,
  { sampling, beamWidth, lengthPenalty }: StrategyComparison,
): Record<Strategy['kind'], CompletionRequest> {
  const by = (strategy: Strategy): CompletionRequest => ({
    ...plain(request),
    top: 1,
    explain: true,
    strategy,
  });
  return {
    greedy: by({ kind: 'greedy' }),
    sample: by(samplingStrategy(sampling)),
    beam: by({ kind: 'beam', width: beamWidth, lengthPenalty }),
  };
}
