import type { Strategy } from './decode/strategy.js';
import type { StopReason } from './decode/stop.js';

/** Where a completion ends: at the line's end, at the block's, or only where the model ends it. */
export type Mode = 'line' | 'block' | 'free';

/** A completion as it is asked for: plain values, the same from the editor, the terminal and the tests. */
export interface CompletionRequest {
  /** Path of the file as the person sees it, relative to the workspace; absent for a file without a name. */
  readonly path?: string;
  /** Text before the cursor with `\n` line ends, from the file's start or from a window's. */
  readonly prefix: string;
  /** Text after the cursor. */
  readonly suffix: string;
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly maxTokens: number;
  /** Ends the decoding this long after the request came in; what is there by then is the answer. */
  readonly timeoutMs?: number;
}

/** A token of the answer with its share of the text. */
export interface CompletedToken {
  readonly text: string;
  /** Natural logarithm of its probability. */
  readonly logprob: number;
}

/** A text with the tokens that it is made of: `text` is their texts joined. */
export interface CompletedText {
  readonly text: string;
  readonly tokens: readonly CompletedToken[];
}

/** Where the time went, in milliseconds, and how much work it was. */
export interface Timings {
  readonly tokenizeMs: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly totalMs: number;
  readonly promptTokens: number;
  /** Prompt tokens that were in the cache already. */
  readonly reusedTokens: number;
}

export interface Completion extends CompletedText {
  readonly stop: StopReason;
  readonly timings: Timings;
}
