import type { Dialect } from './serverOptions.js';

/** Facts about a server and its model, found by probing. */
export interface ServerInfo {
  readonly dialect: Dialect;
  /** Host and port, without a path or credentials: for display. */
  readonly host: string;
  /** Whether the address is this machine's. */
  readonly isLocal: boolean;
  /** The chosen model. */
  readonly model: string;
  /** All models that the server offers, in its order. */
  readonly models: readonly string[];
  /** Tokens of prompt and answer together; absent where the server does not tell. */
  readonly contextLength?: number;
  /** The model's fill-in-the-middle format: a family's name, or who makes the prompt instead. */
  readonly template: string;
  /** Whether the model sees the text after the cursor. */
  readonly fillsInTheMiddle: boolean;
  /** Whether answers come with log-probabilities. */
  readonly hasLogprobs: boolean;
}

/** The state of the connection to a server, for display. */
export type ServerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting'; readonly host: string }
  | { readonly kind: 'ready'; readonly info: ServerInfo }
  /** A request failed, or no connection could be made; the next try is at `retryAtMs` by the host's clock. */
  | { readonly kind: 'failed'; readonly host: string; readonly error: Error; readonly retryAtMs?: number };
