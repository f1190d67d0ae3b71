import type { Completion } from '../result.js';
import type { CompletionRequest } from '../request.js';
import { samplingStrategy, type Sampling } from '../sampling/sampling.js';
import type { Strategy } from '../sampling/strategy.js';

/** Number of named alternatives at each step: what a chart shows of a distribution. */
export const alternativesShown = 24;

/** Number of samples shown beside the greedy text and the beams. */
export const samplesShown = 4;

/**
 * Drafts change no text, but a rerun would draft its own answer; the drafters are known from the first run. And where
 * the workspace answered alone there is nothing to see of the model.
 */
const withoutShortcuts = ({ workspace, ...request }: CompletionRequest): CompletionRequest => ({
  ...request,
  drafters: [],
  ...(workspace ? { workspace: { weight: workspace.weight } } : {}),
});

/** Repeats an answer's request with the snippets that it had, whatever would be chosen now. */
export const repeating = (
  request: CompletionRequest,
  { snippets = [] }: Pick<Completion, 'snippets'>,
): CompletionRequest => (request.context ? { ...request, context: { ...request.context, given: snippets } } : request);

/** The same completion again, with everything that the lens shows of it. */
export function explaining(request: CompletionRequest): CompletionRequest {
  return { ...withoutShortcuts(request), top: alternativesShown, explain: true };
}

/**
 * Restricts a strategy to one text, to continue from given tokens: greedy instead of beams, the first of several
 * samples.
 */
function singleText(strategy: Strategy): Strategy {
  if (strategy.kind === 'beam') return { kind: 'greedy' };
  if (strategy.kind === 'greedy') return strategy;
  return { kind: 'sample', filters: strategy.filters, seed: strategy.seed };
}

/** The completion that starts with these tokens, which the user picked. */
export function continuingFrom(request: CompletionRequest, requiredTokens: readonly number[]): CompletionRequest {
  return { ...explaining(request), strategy: singleText(request.strategy), requiredTokens };
}

/** The step after these tokens of a completion. */
export function stepAfter(request: CompletionRequest, requiredTokens: readonly number[]): CompletionRequest {
  return { ...withoutShortcuts(request), requiredTokens };
}

/** Settings of a comparison of strategies. */
interface StrategyComparison {
  readonly sampling: Sampling;
  readonly beamWidth: number;
  readonly lengthPenalty: number;
}

/** The same prompt with each strategy; enough is reported to tell tokens apart. */
export function comparing(
  request: CompletionRequest,
  { sampling, beamWidth, lengthPenalty }: StrategyComparison,
): Record<Strategy['kind'], CompletionRequest> {
  const by = (strategy: Strategy): CompletionRequest => ({
    ...withoutShortcuts(request),
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
