import type { ServerInfo } from '../core/server/serverInfo.js';
import type { ServerChunk, ServerRequest } from '../core/server/serverStream.js';

/** A connection to a probed server. HTTP connections are opened by its requests and kept alive between them. */
export interface ServerConnection {
  /**
   * `template` is `server` where the server makes the prompt of `parts` itself, and `none` where only `text` and
   * `tokens` work; who knows the model's family replaces it.
   */
  readonly info: ServerInfo;
  /**
   * Streams an answer. Ending the iteration early, or aborting, closes the connection, so that the server stops.
   *
   * @throws ServerError, or the signal's reason.
   */
  readonly stream: (request: ServerRequest, signal: AbortSignal) => AsyncIterable<ServerChunk>;
  /**
   * The ids of a text's tokens, those of special tokens such as the marks of a template included. Absent where the
   * server has no endpoint for it.
   */
  readonly tokenize?: (text: string, signal?: AbortSignal) => Promise<readonly number[]>;
  /** Closes its connections; running streams end. */
  readonly dispose: () => void;
}

/** Options of a connection that are no settings. */
export interface ConnectParts {
  /** Aborting ends the probing. */
  readonly signal?: AbortSignal;
}
