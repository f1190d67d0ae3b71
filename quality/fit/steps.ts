import type { Evidence, Matches } from '../../src/core/workspace/evidence.js';

/** What is remembered of one token of a target: all that its mixture depends on besides the parameters. */
export interface Step {
  /** p_model of the right token. */
  readonly modelTarget: number;
  readonly entropy: number;
  readonly best: number;
  readonly bestProbability: number;
  readonly target: number;
  readonly evidence: Matches;
  /** p_model of each token of the evidence. */
  readonly modelOfEvidence: Float32Array;
}

/** A copy of its own, as large as it needs to be. */
export function compact(evidence: Evidence): Matches {
  const { count } = evidence;
  return {
    count,
    tokens: evidence.tokens.slice(0, count),
    lengths: evidence.lengths.slice(0, count),
    kinds: evidence.kinds.slice(0, count),
  };
}
