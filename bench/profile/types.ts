import type { OperatorTimes } from './operators.js';

/** The time of a decode step by part, in microseconds per token. */
export interface StepProfile {
  readonly strategy: string;
  readonly tokens: number;
  /** From one token to the next, in the faster half of the texts. */
  readonly stepUs: number;
  /** Of that, waiting for the runtime's `session.run`. */
  readonly runUs: number;
  /** All but the forward, as a share of the step. */
  readonly overhead: number;
  /** The parts outside the forward; `the rest` are promises, the generator and everything without its own row. */
  readonly parts: readonly { readonly name: string; readonly us: number }[];
}

export interface Profile {
  readonly steps: readonly StepProfile[];
  /** The operators of the forward, by the runtime's profiler, which slows it down: shares are more reliable than sums. */
  readonly operators: OperatorTimes;
}
