import * as vscode from 'vscode';
import type { CompleteOptions } from '../../core/completionEngine.js';
import type { RemoteEngine } from '../../core/engines/engineRouter.js';
import type { CompletionRequest } from '../../core/request.js';
import type { Completion } from '../../core/result.js';
import type { ServerInfo, ServerState } from '../../core/server/serverInfo.js';
import { ServerEngine } from '../../server/serverEngine.js';
import type { ServerHost } from '../../server/serverHost.js';
import { Disposable } from '../disposable.js';

/** The server that the settings name. It is connected at the latest with the first request, and again after they have changed. */
export class LiveServer extends Disposable implements RemoteEngine {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private engine = this.createEngine();
  private running = 0;

  /** The state is another one, or a request has begun or ended. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly host: Pick<ServerHost, 'options' | 'now' | 'onNotice' | 'confidence' | 'snippets'>) {
    super();
  }

  get state(): ServerState {
    return this.engine.state;
  }

  /** Whether a request is running. */
  get isWorking(): boolean {
    return this.running > 0;
  }

  ready(): Promise<ServerInfo> {
    return this.engine.ready();
  }

  /** Connects at once, whenever the next try would be. @throws UserError if that fails. */
  reconnect(): Promise<ServerInfo> {
    return this.engine.reconnect();
  }

  complete(request: CompletionRequest, options?: CompleteOptions): Promise<Completion | undefined> {
    return this.counted(() => this.engine.complete(request, options));
  }

  /** A server's logits are not known. */
  step(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Closes all connections, and forgets failures. */
  reset(): void {
    if (this.isDisposed) return;
    this.engine.dispose();
    this.engine = this.createEngine();
    this.changed.fire();
  }

  override dispose(): void {
    this.engine.dispose();
    super.dispose();
  }

  private createEngine(): ServerEngine {
    const engine: ServerEngine = new ServerEngine({
      options: () => this.host.options(),
      now: () => this.host.now(),
      onNotice: (message) => this.host.onNotice?.(message),
      confidence: (model) => this.host.confidence?.(model),
      snippets: (request) => this.host.snippets?.(request) ?? Promise.resolve([]),
      // One that was replaced may still report the end of its last request.
      onState: () => engine === this.engine && this.changed.fire(),
    });
    return engine;
  }

  private async counted<T>(run: () => Promise<T>): Promise<T> {
    this.running++;
    if (this.running === 1) this.changed.fire();
    try {
      return await run();
    } finally {
      this.running--;
      if (this.running === 0) this.changed.fire();
    }
  }
}
