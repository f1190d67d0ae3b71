import type { MatchBuffer, Matches } from '../../src/core/workspace/matchBuffer.js';

/** What is remembered of one token of a target: all that its mixture depends on besides the parameters. */
export interface FitStep {
  /** p_model of the right token. */
  readonly modelTarget: number;
  readonly entropy: number;
  readonly best: number;
  readonly bestProbability: number;
  readonly target: number;
  readonly matches: Matches;
  /** p_model of each token of the evidence. */
  readonly modelOfEvidence: Float32Array;
}

/** A copy of its own, as large as it needs to be. */
export function compact(matches: MatchBuffer): Matches {
  const { count } = matches;
  return {
    count,
    tokens: matches.tokens.slice(0, count),
    lengths: matches.lengths.slice(0, count),
    kinds: matches.kinds.slice(0, count),
  };
}
