import { AnswerReader } from '../core/server/dialects/answerReader.js';
import type { DialectProtocol, ServerAbilities } from '../core/server/dialects/dialectProtocol.js';
import { jsonNumber, jsonObject } from '../core/server/dialects/json.js';
import type { ServerChunk, ServerRequest } from '../core/server/serverStream.js';
import { errorOfAnswer, errorOfContent, type RefusalContext } from './http/answerErrors.js';
import { eventsOf, UnreadableEvents, type Framing } from './http/events.js';
import type { HttpAnswer } from './http/httpClient.js';
import { brokenStream } from './http/networkErrors.js';
import type { ServerClient } from './serverClient.js';

/** A server's model, and how to ask for its answers. */
export interface AnswerSource {
  readonly client: ServerClient;
  readonly protocol: DialectProtocol;
  readonly abilities: ServerAbilities;
  readonly model: string;
  /** All models of the server, for messages. */
  readonly models: readonly string[];
}

/** The maximum wait for the end of a body whose last event has come; after it the connection is not used again. */
const maxDrainMs = 200;

function framingOf({ headers }: HttpAnswer, { framing }: DialectProtocol): Framing {
  const type = headers['content-type'] ?? '';
  if (/event-stream/i.test(type)) return 'sse';
  if (/ndjson|jsonl/i.test(type)) return 'lines';
  // A server that does not stream sends the answer as one object.
  return /json/i.test(type) && framing === 'sse' ? 'whole' : framing;
}

/** An error that a server sends as an event, since the status was sent before. */
function refusalIn(event: unknown, headers: HttpAnswer['headers'], context: RefusalContext): Error | undefined {
  const { error } = jsonObject(event);
  if (error === undefined || error === null) return undefined;
  const status = jsonNumber(jsonObject(error).code) ?? 500;
  return errorOfAnswer({ status, headers, body: JSON.stringify(event) }, context);
}

/** Reads the rest of a finished answer, so that its connection can be kept. */
async function drain(events: AsyncGenerator<unknown, void>, answer: HttpAnswer): Promise<void> {
  const timer = setTimeout(() => answer.discard(), maxDrainMs);
  try {
    while ((await events.next()).done !== true);
  } catch {
    // The answer was complete before.
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Streams an answer. Ending the iteration early, or aborting, closes the connection.
 *
 * @throws ServerError, or the signal's reason.
 */
export async function* streamAnswer(
  source: AnswerSource,
  request: ServerRequest,
  signal: AbortSignal,
): AsyncGenerator<ServerChunk, void> {
  const { client, protocol, abilities, model, models } = source;
  const { path, body } = protocol.request(request, model, abilities);
  const answer = await client.send(path, signal, body);
  const context = client.contextOf(model, models);
  if (answer.status < 200 || answer.status >= 300) throw await refusalOf(source, answer, signal);
  const reader = new AnswerReader((event) => protocol.parse(event));
  const events = eventsOf(answer.body(), framingOf(answer, protocol));
  try {
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      const refusal = refusalIn(next.value, answer.headers, context);
      if (refusal) throw refusal;
      const chunk = reader.read(next.value);
      if (chunk) yield chunk;
      if (reader.isComplete) break;
    }
    if (!reader.hasEnded) throw brokenStream(client.address.host);
    yield reader.finish();
    await drain(events, answer);
  } catch (error) {
    if (error instanceof UnreadableEvents) {
      throw errorOfContent({ headers: answer.headers, body: error.start }, client.address.host);
    }
    if (!reader.hasEnded || signal.aborted) throw client.errorOf(error, signal, true);
    // The server has said that the answer is over; it only kept the connection open, or cut it.
    yield reader.finish();
  } finally {
    await events.return();
  }
}

/** The error of a request that was refused as a whole. */
async function refusalOf(source: AnswerSource, answer: HttpAnswer, signal: AbortSignal): Promise<Error> {
  const { client, model, models } = source;
  try {
    const { status, headers } = answer;
    return errorOfAnswer({ status, headers, body: await client.read(answer) }, client.contextOf(model, models));
  } catch (error) {
    return client.errorOf(error, signal, true);
  }
}
