import { t } from '@vscode/l10n';
import type { CompleteOptions, CompletionEngine } from '../core/completionEngine.js';
import type { CompletionRequest } from '../core/request.js';
import type { Completion } from '../core/result.js';
import { checkStrategy } from '../core/sampling/checkStrategy.js';
import { ServerError } from '../core/server/serverError.js';
import type { ServerInfo, ServerState } from '../core/server/serverInfo.js';
import { ServerCompletion } from './serverCompletion.js';
import type { ServerHost } from './serverHost.js';
import { ServerLink } from './serverLink.js';
import { StreamPool } from './streamPool.js';

/** A function, since the compiler takes a signal for one that does not change. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Completes by an inference server. Opens no connection before the first request. */
export class ServerEngine implements CompletionEngine {
  private readonly link: ServerLink;
  private readonly pool = new StreamPool();
  private running: AbortController | undefined;
  private hasExplainedBeams = false;

  constructor(private readonly host: ServerHost) {
    this.link = new ServerLink(host);
  }

  get state(): ServerState {
    return this.link.state;
  }

  /** Connects, unless that is done or under way. @throws UserError if the server cannot be used. */
  async ready(): Promise<ServerInfo> {
    return (await this.link.ready()).info;
  }

  /** Connects again, such as after a change of settings. @throws as `ready`. */
  async reconnect(): Promise<ServerInfo> {
    this.pool.clear();
    return (await this.link.reconnect()).info;
  }

  /** Closes the connection; a running completion ends. */
  dispose(): void {
    this.running?.abort();
    this.pool.clear();
    this.link.dispose();
  }

  /**
   * One completion. The newest wins: a running one ends, but its stream is read on if it still matches what is typed.
   * After a failure, all requests are answered with undefined until the connection works again.
   *
   * @returns undefined also if it was dropped, cancelled or overtaken.
   * @throws UserError for a request that fails, and for settings that cannot be used.
   */
  async complete(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    checkStrategy(request.strategy);
    this.running?.abort();
    // An answer that has to begin with picked tokens needs their texts, which only the server's tokenizer knows.
    if (request.requiredTokens?.length) return undefined;
    const running = new AbortController();
    this.running = running;
    const signal = options.signal ? AbortSignal.any([options.signal, running.signal]) : running.signal;
    this.explainBeams(request);
    if (signal.aborted) return undefined;
    const server = await this.link.forRequest();
    if (!server || isAborted(signal)) return undefined;
    const asked = await this.withSnippets(request);
    if (isAborted(signal)) return undefined;
    const { host, pool } = this;
    const onText = options.onText ? { onText: options.onText } : {};
    try {
      const completion = await new ServerCompletion(asked, { host, server, pool, signal, ...onText }).run();
      if (completion) this.link.succeeded();
      return completion;
    } catch (error) {
      if (isAborted(signal)) return undefined;
      if (error instanceof ServerError) {
        pool.clear();
        this.link.failed(server, error);
      }
      throw error;
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  /** A server's logits are not known. */
  step(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** The request with the lines of other files that it asks for. */
  private async withSnippets(request: CompletionRequest): Promise<CompletionRequest> {
    const { context } = request;
    const isWanted = context && !context.given && (context.snippets || context.clipboard !== undefined);
    if (!isWanted || !this.host.snippets) return request;
    return { ...request, context: { ...context, given: await this.host.snippets(request) } };
  }

  private explainBeams({ strategy }: CompletionRequest): void {
    if (strategy.kind !== 'beam' || this.hasExplainedBeams) return;
    this.hasExplainedBeams = true;
    this.host.onNotice?.(t("A server can't run beam search. Inkling uses its most probable text and samples instead."));
  }
}
