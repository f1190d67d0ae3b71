// Named without `node:`, because VS Code replaces only the modules of these names by ones that honour its proxy settings
// and its certificates.
import http from 'http';
import https from 'https';
import type { Trust } from './trust.js';

/** Limits of one request. */
export interface TimeLimits {
  /** The maximum time to the connection and the first byte of the body. */
  readonly firstByteMs: number;
  /** The maximum pause between two parts of the body. */
  readonly silenceMs: number;
}

/** Parts of a client that are the same for all its requests. */
export interface HttpClientParts {
  /** Without a trailing slash. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly trust: Trust;
}

/** One request. */
export interface HttpRequest {
  /** Appended to the base address. */
  readonly path: string;
  /** JSON to post; without it the request is a GET. */
  readonly json?: object;
  readonly signal: AbortSignal;
  readonly limits: TimeLimits;
}

/** A server's answer, its body unread. The caller reads the body, or discards the answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /**
   * Ending the iteration before the body's end closes the connection.
   *
   * @throws TimedOut, or the error of the connection.
   */
  body(): AsyncGenerator<Buffer, void>;
  /** Closes the connection. */
  discard(): void;
}

/** No byte came within a limit. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';

  constructor(
    readonly phase: 'firstByte' | 'silence',
    readonly limitMs: number,
  ) {
    super(`no byte: ${limitMs} ms`);
  }
}

/** Sends requests to one server. Redirects are answers like others: the key and the code go to no other host. */
export class HttpClient {
  readonly #agent: http.Agent;
  /** Ends the requests that run. */
  readonly #aborts = new Set<() => void>();
  readonly #module: typeof http | typeof https;

  constructor(private readonly parts: HttpClientParts) {
    this.#module = parts.base.startsWith('https:') ? https : http;
    this.#agent = new this.#module.Agent({ keepAlive: true });
  }

  /**
   * Sends a request; one on a kept connection that the server has just closed is sent again.
   *
   * @throws TimedOut, the error of the connection, or the signal's reason.
   */
  async send(request: HttpRequest): Promise<HttpAnswer> {
    const first = await this.#sendOnce(request);
    return first === 'closed' ? this.#sendAgain(request) : first;
  }

  async #sendAgain(request: HttpRequest): Promise<HttpAnswer> {
    const second = await this.#sendOnce(request, false);
    if (second === 'closed') throw new Error('Closed twice.');
    return second;
  }

  #sendOnce(request: HttpRequest, keepsAlive = true): Promise<HttpAnswer | 'closed'> {
    const { path, json, signal, limits } = request;
    const body = json === undefined ? undefined : JSON.stringify(json);
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const sent = this.#module.request(`${this.parts.base}${path}`, this.#optionsOf(body, keepsAlive));
      // An error of the request does not reach a body that is being read.
      let destroyable: { destroy(error: Error): unknown } = sent;
      // Node's own option would also abort the connection after this request, when it belongs to another one.
      const abort = (): void => void destroyable.destroy(new Error('aborted'));
      signal.addEventListener('abort', abort);
      this.#aborts.add(abort);
      sent.on('close', () => {
        signal.removeEventListener('abort', abort);
        this.#aborts.delete(abort);
      });
      const expire = (): void => void destroyable.destroy(new TimedOut('firstByte', limits.firstByteMs));
      const timer = setTimeout(expire, limits.firstByteMs);
      sent.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
        if (signal.aborted) reject(signal.reason as Error);
        else if (sent.reusedSocket && isClosed) resolve('closed');
        else reject(error);
      });
      sent.on('response', (answer) => {
        destroyable = answer;
        // Between here and the first read an error has no other listener.
        answer.on('error', () => undefined);
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: () => bodyOf(answer, { timer, limits, signal }),
          discard: () => {
            clearTimeout(timer);
            sent.destroy();
          },
        });
      });
      sent.end(body);
    });
  }

  #optionsOf(body: string | undefined, keepsAlive: boolean): https.RequestOptions {
    const { headers, trust } = this.parts;
    const ofBody = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body ?? '')) };
    return {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        // VS Code replaces the agent by one for its proxies, which keeps connections only on demand.
        ...(keepsAlive ? { connection: 'keep-alive' } : {}),
        // Compressed parts of a stream arrive late.
        'accept-encoding': 'identity',
        ...(body === undefined ? {} : ofBody),
        ...headers,
      },
      agent: keepsAlive ? this.#agent : false,
      rejectUnauthorized: trust.rejectUnauthorized,
      ...(trust.ca ? { ca: [...trust.ca] } : {}),
    };
  }

  /** Ends all requests and closes the connections. */
  dispose(): void {
    for (const abort of this.#aborts) abort();
    this.#agent.destroy();
  }
}

interface BodyParts {
  /** Runs until the first byte. */
  readonly timer: NodeJS.Timeout;
  readonly limits: TimeLimits;
  readonly signal: AbortSignal;
}

async function* bodyOf(answer: http.IncomingMessage, parts: BodyParts): AsyncGenerator<Buffer, void> {
  const { limits, signal } = parts;
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let { timer } = parts;
  try {
    for (;;) {
      const next = await chunks.next().finally(() => clearTimeout(timer));
      if (next.done === true) return;
      yield next.value;
      timer = setTimeout(() => answer.destroy(new TimedOut('silence', limits.silenceMs)), limits.silenceMs);
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    // A body that was read to its end leaves its connection to the next request.
    if (!answer.complete) answer.destroy();
  }
}
