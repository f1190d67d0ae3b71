import type { CompletionRequest, SnippetText } from '../core/request.js';
import type { ServerState } from '../core/server/serverInfo.js';
import type { ServerOptions } from '../core/server/serverOptions.js';
import type { ConfidenceParameters } from '../core/suggest/confidence/parameters.js';
import type { connect } from './connect.js';

/** A prompt in the ids of the server's model, made by its own tokenizer on this side. */
export interface TokenPrompt {
  readonly ids: readonly number[];
  /** The text before the cursor that the answer has to spell first; '' for none. */
  readonly piece: string;
}

/** The server engine's environment: its inputs and the listeners for its events. */
export interface ServerHost {
  /** The settings, asked at each connection. @throws UserError for settings that cannot be used. */
  options(): Promise<ServerOptions>;
  /** Opens a connection; that of `connect.ts` if absent. */
  readonly connect?: typeof connect;
  /** A clock in milliseconds. */
  now(): number;
  onState?(state: ServerState): void;
  /** Told something that the user should know once. */
  onNotice?(message: string): void;
  /** The fitted confidence of a server's model; undefined for none. */
  confidence?(model: string): ConfidenceParameters | undefined;
  /** Chooses the lines of other files that a prompt begins with; none if absent. */
  snippets?(request: CompletionRequest): Promise<readonly SnippetText[]>;
  /** Makes prompts of ids, where the model's own tokenizer is at hand: for comparisons that must be exact. */
  tokens?(request: CompletionRequest): TokenPrompt;
}
