import type { OperatorTimes } from './operators.js';

/** Where a decode step spends its time, in microseconds per token. */
export interface StepProfile {
  readonly strategy: string;
  readonly tokens: number;
  /** From one token to the next, over the half of the texts that was decoded faster. */
  readonly stepUs: number;
  /** Of that, waiting for the runtime's `session.run`. */
  readonly runUs: number;
  /** All but the forward, as a share of the step. */
  readonly overhead: number;
  /** What the rest is made of; `what is left` are promises, the generator and whatever has no line of its own. */
  readonly parts: readonly { readonly name: string; readonly us: number }[];
}

export interface Profile {
  readonly steps: readonly StepProfile[];
  /** Inside of the forward, by the runtime's own profiler, which slows it down: shares say more than sums. */
  readonly operators: OperatorTimes;
}
