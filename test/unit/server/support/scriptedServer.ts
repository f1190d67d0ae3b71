import type { ServerConnection } from '../../../../src/server/connection.js';
import type { ServerInfo } from '../../../../src/core/server/serverInfo.js';
import type { ServerOptions } from '../../../../src/core/server/serverOptions.js';
import type { ServerChunk, ServerRequest } from '../../../../src/core/server/serverStream.js';

export const scriptedOptions: ServerOptions = {
  address: 'http://127.0.0.1:8080',
  headers: {},
  firstByteMs: 1000,
  silenceMs: 1000,
};

export const scriptedInfo: ServerInfo = {
  dialect: 'openai',
  host: '127.0.0.1:8080',
  isLocal: true,
  model: 'qwen2.5-coder',
  models: ['qwen2.5-coder'],
  contextLength: 4096,
  template: 'none',
  fillsInTheMiddle: false,
  hasLogprobs: true,
};

/** Tokens of a text, each with a probability of 0.95; at most a word each, so that an answer has several. */
export const chunksOf = (text: string): ServerChunk[] =>
  (text.match(/ ?[A-Za-z]+|[^A-Za-z]/g) ?? []).map((piece) => ({
    text: piece,
    tokens: [{ text: piece, logprob: Math.log(0.95) }],
  }));

/** A request that the server received. */
export interface ReceivedRequest {
  readonly request: ServerRequest;
  /** Sends a part of the answer. */
  send(...chunks: readonly ServerChunk[]): void;
  end(): void;
  fail(error: Error): void;
  /** Whether the client closed the connection. */
  readonly isClosed: boolean;
}

/**
 * A connection without a network whose answers the test gives, so that it can hold them back. What real servers send is
 * tested with the recorded answers and with a real server.
 */
export class ScriptedServer {
  readonly received: ReceivedRequest[] = [];
  isDisposed = false;

  /** @param answer gives the answer to each request; by hand through `received` if absent. */
  constructor(
    private readonly answer?: (prompt: string, request: ServerRequest) => string | Error | undefined,
    private readonly info: Partial<ServerInfo> = {},
  ) {}

  /** The texts of all prompts. */
  get prompts(): string[] {
    return this.received.map(({ request: { prompt } }) => (prompt.kind === 'text' ? prompt.text : prompt.kind));
  }

  readonly connect = (): Promise<ServerConnection> => {
    const dispose = (): void => void (this.isDisposed = true);
    const stream: ServerConnection['stream'] = (request, signal) => this.stream(request, signal);
    return Promise.resolve({ info: { ...scriptedInfo, ...this.info }, stream, dispose });
  };

  private async *stream(request: ServerRequest, signal: AbortSignal): AsyncGenerator<ServerChunk, void> {
    const queue: (ServerChunk | Error | 'end')[] = [];
    let wake = (): void => undefined;
    const push = (...items: readonly (ServerChunk | Error | 'end')[]): void => {
      queue.push(...items);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    const received: ReceivedRequest = {
      request,
      send: (...chunks) => push(...chunks),
      end: () => push('end'),
      fail: (error) => push(error),
      get isClosed() {
        return signal.aborted;
      },
    };
    this.received.push(received);
    const text = this.answer?.(request.prompt.kind === 'text' ? request.prompt.text : '', request);
    if (text instanceof Error) push(text);
    else if (text !== undefined) push(...chunksOf(text), 'end');
    while (!signal.aborted) {
      const next = queue.shift();
      if (next === 'end') return;
      if (next instanceof Error) throw next;
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}
