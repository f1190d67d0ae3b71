import { t } from '@vscode/l10n';
// Named without `node:`, because VS Code replaces only the modules of these names by ones that honour its proxy settings,
// the environment's, the system's and its certificates (@vscode/proxy-agent); its `fetch` does so since 1.96 only. That is
// all the proxy support that is needed, and costs no dependency.
import http from 'http';
import https from 'https';
import { sizeText } from '../core/sizeText.js';
import { MinSpeed, type SpeedLimit } from './minSpeed.js';

/** Options of a connection. */
export interface HttpOptions {
  readonly method: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /**
   * Without a byte for this long a connection counts as dead; connection, handshake and headers together get as long.
   */
  readonly stallMs: number;
  /** The minimum speed of a body. */
  readonly minSpeed: SpeedLimit;
  /** A clock in milliseconds that only goes forward. */
  readonly elapsedMs: () => number;
  /** Whether a certificate must be one that the machine trusts. */
  readonly strictTls: boolean;
}

/** Options that are the same for every request of a download. */
export type Connection = Omit<HttpOptions, 'method' | 'headers'>;

/** A server's answer, its body unread. The caller reads the body to its end, or discards it. */
export interface HttpResponse {
  readonly url: URL;
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** @throws Stalled, TooSlow, or what the connection failed with. */
  body(): AsyncGenerator<Buffer, void>;
  discard(): void;
}

/** No byte came for too long. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
}

/** Bytes came, but too few. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

const always = {
  // Nothing on the way may repack the bytes, or their number would not be the one announced.
  'accept-encoding': 'identity',
  // What a server sent too much must not be read as the answer to the next question.
  connection: 'close',
  'user-agent': 'inkling',
};

/**
 * Asks a server once; redirects are answers like others.
 *
 * @throws what the connection failed with, `Stalled`, or an AbortError.
 */
export function sendRequest(url: URL, options: HttpOptions): Promise<HttpResponse> {
  const { method, headers, signal, stallMs, strictTls } = options;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { ...always, ...headers }, signal, rejectUnauthorized: strictTls });
    const timer = setTimeout(() => asked.destroy(new Stalled(t('{0} did not respond.', url.host))), stallMs);
    asked.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    asked.on('response', (answer) => {
      clearTimeout(timer);
      // Between here and the first read an error has no other listener.
      answer.on('error', () => undefined);
      resolve({
        url,
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: () => bodyOf(answer, url, options),
        discard: () => void asked.destroy(),
      });
    });
    asked.end();
  });
}

async function* bodyOf(
  answer: http.IncomingMessage,
  url: URL,
  { stallMs, minSpeed, elapsedMs }: HttpOptions,
): AsyncGenerator<Buffer, void> {
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const speed = new MinSpeed(minSpeed, elapsedMs);
  try {
    for (;;) {
      const timer = setTimeout(() => answer.destroy(new Stalled(t('{0} stopped sending.', url.host))), stallMs);
      const next = await chunks.next().finally(() => clearTimeout(timer));
      if (next.done === true) return;
      if (!speed.add(next.value.length)) {
        throw new TooSlow(t('{0} sends less than {1}/s.', url.host, sizeText(minSpeed.minBytesPerSecond)));
      }
      yield next.value;
    }
  } finally {
    answer.destroy();
  }
}
