import { UserError } from '../errors.js';

/** Causes of a failed connection, each with its own next step for the user. */
export type ServerErrorKind =
  /** Nothing listens at the address, the name is unknown, or no network leads there. */
  | 'unreachable'
  /** A missing or wrong API key, or a key without the permission. */
  | 'unauthorized'
  | 'unknownModel'
  /** Prompt and answer together are longer than the model's context. */
  | 'contextOverflow'
  /** The server is loading, at its limit, or queues requests. */
  | 'busy'
  /** A server answers, but is no inference server of a known protocol at this path. */
  | 'wrongPath'
  /** A web page or a redirect instead of an answer, as from a proxy that wants a login. */
  | 'loginPage'
  /** TLS: an untrusted, expired or mismatched certificate, or no TLS at all. */
  | 'certificate'
  /** The connection ended within an answer. */
  | 'brokenStream'
  /** An answer that cannot be read. */
  | 'garbage'
  /** No first byte, or no further byte, for too long. */
  | 'timeout'
  /** Any other refusal, such as of an unsupported option, or an error within the server. */
  | 'refused';

/** Numbers that a server tells with an error. */
export interface ServerErrorFacts {
  /** Tokens of prompt and answer together that the model can read. */
  readonly contextLength?: number;
  readonly promptTokens?: number;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
}

/** An error of an inference server. Its message names the next step, and holds no key, no header's value and no code. */
export class ServerError extends UserError {
  constructor(
    readonly kind: ServerErrorKind,
    message: string,
    readonly facts: ServerErrorFacts = {},
  ) {
    super(message);
  }
}
