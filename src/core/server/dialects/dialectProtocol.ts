import type { ServerRequest } from '../serverStream.js';
import type { AnswerEvent } from './answerReader.js';
import type { JsonObject } from './json.js';

/** Abilities that servers of one dialect differ in. */
export interface ServerAbilities {
  /** Whether `logprobs` is accepted. */
  readonly logprobs: boolean;
  /** Whether the fields that are no part of the dialect's original are accepted, such as `top_k`. */
  readonly extensions: boolean;
  /** Whether `stream_options` is accepted. */
  readonly usage: boolean;
}

/** A request to send: the path is appended to the server's base address. */
export interface DialectRequest {
  readonly path: string;
  readonly body: JsonObject;
}

/** The protocol of a kind of inference server. */
export interface DialectProtocol {
  /** How events are divided: server-sent events, or a JSON object per line. */
  readonly framing: 'sse' | 'lines';
  request(request: ServerRequest, model: string, abilities: ServerAbilities): DialectRequest;
  /** Reads an event, or the body of an answer that was not streamed. */
  parse(event: unknown): AnswerEvent;
}
