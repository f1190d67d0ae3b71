import type { IncomingHttpHeaders } from 'http';
import { parseJson } from '../core/server/dialects/json.js';
import type { ServerAddress } from '../core/server/serverAddress.js';
import type { ServerOptions } from '../core/server/serverOptions.js';
import { errorOfAnswer, type RefusalContext } from './http/answerErrors.js';
import { headersOf } from './http/headers.js';
import { HttpClient, type HttpAnswer, type TimeLimits } from './http/httpClient.js';
import { errorOfNetwork } from './http/networkErrors.js';
import { trustOf } from './http/trust.js';
import { addressOf } from './address.js';

/** A server's answer with its body. */
export interface ServerAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Undefined for a body that is not JSON. */
  readonly json: unknown;
}

/** Lists of models are the longest of these bodies. */
const maxBodyChars = 4_000_000;

/** Requests to one server, with errors that the user can act on. */
export class ServerClient {
  private constructor(
    readonly address: ServerAddress,
    private readonly http: HttpClient,
    private readonly options: ServerOptions,
  ) {}

  /** @throws UserError for settings that no request can be made with. */
  static async of(options: ServerOptions): Promise<ServerClient> {
    const address = addressOf(options.address);
    const headers = headersOf(options);
    const trust = await trustOf(options);
    return new ServerClient(address, new HttpClient({ base: address.base, headers, trust }), options);
  }

  /** The facts that messages about refusals name. */
  contextOf(model: string, models: readonly string[]): RefusalContext {
    return { host: this.address.host, hasKey: (this.options.apiKey ?? '') !== '', model, models };
  }

  get limits(): TimeLimits {
    return this.options;
  }

  /**
   * Sends a request; any status is an answer.
   *
   * @throws ServerError, or the signal's reason.
   */
  async send(path: string, signal: AbortSignal, json?: object): Promise<HttpAnswer> {
    try {
      return await this.http.send({ path, signal, limits: this.options, ...(json ? { json } : {}) });
    } catch (error) {
      throw this.errorOf(error, signal, false);
    }
  }

  /** `send`, and reads the body. */
  async ask(path: string, signal: AbortSignal, json?: object): Promise<ServerAnswer> {
    const answer = await this.send(path, signal, json);
    try {
      const body = await this.read(answer);
      return { status: answer.status, headers: answer.headers, body, json: parseJson(body) };
    } catch (error) {
      throw this.errorOf(error, signal, true);
    }
  }

  /** The body as text, cut where it is unreasonably long. */
  async read(answer: HttpAnswer): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of answer.body()) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > maxBodyChars) break;
    }
    return text;
  }

  /** An error of a connection as the user's; the signal's reason if it was aborted, and a bug as it is. */
  errorOf(error: unknown, signal: AbortSignal, isWithinAnswer: boolean): Error {
    if (signal.aborted) return signal.reason as Error;
    return errorOfNetwork(error, { host: this.address.host, isWithinAnswer }) ?? (error as Error);
  }

  /** The error of a refused answer. */
  refusal(answer: ServerAnswer, context: RefusalContext): Error {
    return errorOfAnswer(answer, context);
  }

  /** Ends all requests and closes the connections. */
  dispose(): void {
    this.http.dispose();
  }
}
