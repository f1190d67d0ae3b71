import type { SnippetText } from '../request.js';

/** A prompt as a server receives it. */
export type ServerPrompt =
  /** Text with the marks of the model's template. */
  | { readonly kind: 'text'; readonly text: string }
  /** Ids of the model's tokens. */
  | { readonly kind: 'tokens'; readonly ids: readonly number[] }
  /** Text around the cursor, for a server that knows the model's template: llama.cpp's `/infill`, or a verified `suffix`. */
  | {
      readonly kind: 'parts';
      readonly prefix: string;
      readonly suffix: string;
      readonly snippets: readonly SnippetText[];
    };

/** Numbers that the server samples with; greedy if the temperature is 0. */
export interface ServerSampling {
  readonly temperature: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly typicalP?: number;
  readonly seed?: number;
  readonly repetitionPenalty?: number;
  readonly frequencyPenalty?: number;
  readonly presencePenalty?: number;
}

/** A streamed request to a server. */
export interface ServerRequest {
  readonly prompt: ServerPrompt;
  readonly maxTokens: number;
  readonly sampling: ServerSampling;
  /** Number of alternatives to report with each token; with 0 the chosen token's log-probability only. */
  readonly top: number;
  /** Text that the answer has to begin with. Only llama.cpp can require it; others ignore it. */
  readonly begin?: string;
  /** Texts before which the server ends. Not for the newline: the token that completes one is sent without its probability. */
  readonly stop: readonly string[];
}

/** A token that the server could have chosen. */
export interface ServerAlternative {
  readonly text: string;
  readonly logprob: number;
  readonly id?: number;
}

/** A token of a streamed answer. */
export interface ServerToken {
  readonly text: string;
  /** Natural logarithm of its probability; absent where the server sends none. */
  readonly logprob?: number;
  readonly id?: number;
  /** Descending. */
  readonly alternatives?: readonly ServerAlternative[];
}

/** Amounts of work that a server reports at the end of an answer. */
export interface ServerUsage {
  readonly promptTokens: number;
  /** Prompt tokens that were in the server's cache. */
  readonly cachedTokens?: number;
}

/** A part of a streamed answer. */
export interface ServerChunk {
  /** The tokens' texts joined; the next part of the text where the server does not tell its tokens. */
  readonly text: string;
  /** Empty where the server does not tell them; a chunk may have several. */
  readonly tokens: readonly ServerToken[];
  /** Why the server ended, in its last chunk. */
  readonly end?: 'end' | 'limit' | 'stop';
  readonly usage?: ServerUsage;
}
