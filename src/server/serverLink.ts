import { t } from '@vscode/l10n';
import { chooseTemplate } from '../core/server/chooseTemplate.js';
import { templateNamed, type FimTemplate } from '../core/server/fimTemplates.js';
import { parseServerAddress } from '../core/server/serverAddress.js';
import { serverConfidence } from '../core/server/serverConfidence.js';
import { UserError } from '../core/errors.js';
import { ServerError } from '../core/server/serverError.js';
import type { ServerInfo, ServerState } from '../core/server/serverInfo.js';
import type { ServerOptions } from '../core/server/serverOptions.js';
import { TokenEstimate } from '../core/server/tokenEstimate.js';
import type { ConfidenceModel } from '../core/suggest/confidence/confidenceModel.js';
import { Backoff } from './backoff.js';
import { connect } from './connect.js';
import type { ServerConnection } from './connection.js';
import type { ServerHost } from './serverHost.js';

/** A connected server with what its prompts and answers need. */
export interface LinkedServer {
  readonly connection: ServerConnection;
  readonly info: ServerInfo;
  /** Undefined where the server makes the prompts. */
  readonly template: FimTemplate | undefined;
  readonly estimate: TokenEstimate;
  readonly confidence: ConfidenceModel;
}

/** The name in `ServerInfo.template` where the server makes the prompt of its parts. */
const madeByServer = 'server';

/** An address that cannot be parsed is not shown: it may hold a password. */
const hostOf = (address: string): string => {
  const parsed = parseServerAddress(address);
  return typeof parsed === 'string' ? '' : parsed.host;
};

/** Completes a connection: the format of its prompts, by the server's tokenizer where it has one. */
async function linkedServer(
  connection: ServerConnection,
  { template: wanted }: ServerOptions,
  host: ServerHost,
): Promise<LinkedServer> {
  const { model, template: found, hasLogprobs } = connection.info;
  const tokenize = connection.tokenize && ((text: string) => connection.tokenize!(text));
  const family = await chooseTemplate({
    model,
    ...(wanted === undefined ? {} : { wanted }),
    ...(tokenize ? { tokenize } : {}),
  });
  const template = family ?? (found === madeByServer ? undefined : templateNamed('none')!);
  const sees = template ? template.order !== 'prefixOnly' : connection.info.fillsInTheMiddle;
  const info = { ...connection.info, template: template?.name ?? madeByServer, fillsInTheMiddle: sees };
  const confidence = serverConfidence(hasLogprobs, host.confidence?.(model));
  return { connection, info, template, estimate: new TokenEstimate(), confidence };
}

/** The engine was disposed, as when the settings change. A user's error, because callers handle those. */
class ConnectionClosed extends UserError {
  constructor() {
    super(t('The connection to the server was closed. Try again.'));
  }
}

/** Keeps the connection to a server: connects when it is needed, and again, with growing pauses, after a failure. */
export class ServerLink {
  private current: ServerState = { kind: 'off' };
  private linked: LinkedServer | undefined;
  private linking: { readonly result: Promise<LinkedServer>; readonly stop: AbortController } | undefined;
  /** Counts the requests that wait for the connection. */
  private waits = 0;
  private isDisposed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly host: ServerHost,
    private readonly backoff = new Backoff(),
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** The server, once it is connected. @throws UserError if it cannot be. */
  async ready(): Promise<LinkedServer> {
    if (this.linked) return this.linked;
    const { result, stop } = this.linking ?? this.begin();
    try {
      return await result;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      if (this.isDisposed) throw new ConnectionClosed();
      // `reconnect` was called meanwhile.
      return this.ready();
    }
  }

  /**
   * The server for a request. Of those that wait for the connection only the newest gets it, and none waits for the next
   * try after a failure.
   *
   * @returns undefined if there is no server for this request.
   * @throws UserError if it cannot be connected.
   */
  async forRequest(): Promise<LinkedServer | undefined> {
    if (this.linked) return this.linked;
    if (this.isDisposed || this.current.kind === 'failed') return undefined;
    const wait = ++this.waits;
    try {
      const linked = await this.ready();
      return wait === this.waits ? linked : undefined;
    } catch (error) {
      if (error instanceof ConnectionClosed) return undefined;
      throw error;
    }
  }

  /** A request to this server failed: further ones wait for the next try. */
  failed(linked: LinkedServer, error: ServerError): void {
    if (this.linked !== linked) return;
    this.drop();
    this.fail(linked.info.host, error);
  }

  /** A request was answered. */
  succeeded(): void {
    this.backoff.succeeded();
  }

  /** Connects again at once, such as after a change of settings. */
  reconnect(): Promise<LinkedServer> {
    this.drop();
    this.backoff.succeeded();
    this.begin();
    return this.ready();
  }

  dispose(): void {
    this.isDisposed = true;
    this.drop();
    this.setState({ kind: 'off' });
  }

  private drop(): void {
    clearTimeout(this.retry);
    this.linking?.stop.abort();
    this.linking = undefined;
    this.linked?.connection.dispose();
    this.linked = undefined;
  }

  private begin(): NonNullable<ServerLink['linking']> {
    clearTimeout(this.retry);
    const stop = new AbortController();
    const linking = { result: this.link(stop.signal), stop };
    // A try by the timer has no caller.
    linking.result.catch(() => undefined);
    this.linking = linking;
    return linking;
  }

  private async link(signal: AbortSignal): Promise<LinkedServer> {
    let name = '';
    try {
      const options = await this.host.options();
      signal.throwIfAborted();
      name = hostOf(options.address);
      this.setState({ kind: 'connecting', host: name });
      const connection = await (this.host.connect ?? connect)(options, { signal });
      const linked = await linkedServer(connection, options, this.host);
      if (signal.aborted) connection.dispose();
      signal.throwIfAborted();
      this.linking = undefined;
      this.linked = linked;
      this.setState({ kind: 'ready', info: linked.info });
      return linked;
    } catch (error) {
      if (!signal.aborted) {
        this.linking = undefined;
        this.fail(name, error as Error);
      }
      throw error;
    }
  }

  private fail(host: string, error: Error): void {
    // Settings that cannot be used are not tried again: `reconnect` follows their change.
    if (!(error instanceof ServerError)) return this.setState({ kind: 'failed', host, error });
    const pauseMs = this.backoff.failed(error.facts.retryAfterMs);
    this.retry = setTimeout(() => void this.begin(), pauseMs);
    this.retry.unref();
    this.setState({ kind: 'failed', host, error, retryAtMs: this.host.now() + pauseMs });
  }

  private setState(state: ServerState): void {
    this.current = state;
    this.host.onState?.(state);
  }
}
