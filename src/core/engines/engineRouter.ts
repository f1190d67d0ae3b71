import type { CompleteOptions, CompletionEngine } from '../completionEngine.js';
import { UserError } from '../errors.js';
import type { CompletionRequest } from '../request.js';
import type { Completion, StepChoice } from '../result.js';
import type { ServerInfo, ServerState } from '../server/serverInfo.js';

/** The setting's values: the built-in engine, a server, or both together. */
export const engineChoices = ['builtIn', 'server', 'both'] as const;
export type EngineChoice = (typeof engineChoices)[number];

/** An engine that reports when it can answer. */
export interface ReadyEngine extends CompletionEngine {
  /** @throws UserError if there is no usable model. */
  ready(): Promise<unknown>;
}

/** The engine of an inference server. */
export interface RemoteEngine extends CompletionEngine {
  readonly state: ServerState;
  /** Connects, unless that is done or under way. @throws UserError if that fails. */
  ready(): Promise<ServerInfo>;
}

/** The engines to choose from. */
export interface EngineRouterParts {
  readonly builtIn: ReadyEngine;
  readonly server: RemoteEngine;
  /** The setting at the moment. */
  readonly choice: () => EngineChoice;
  /** Milliseconds by the clock of the server's states. */
  readonly now: () => number;
}

interface Running {
  readonly engine: CompletionEngine;
  readonly cancel: AbortController;
}

/**
 * Passes requests to the engine that the setting names. The built-in one takes over while the server is not connected,
 * and when a request to it fails. For callers, such as Generate, that do not care which engine answers.
 */
export class EngineRouter implements CompletionEngine {
  private running: Running | undefined;

  constructor(private readonly parts: EngineRouterParts) {}

  /** Waits until a request can be answered. @throws UserError if there is no usable model. */
  async ready(): Promise<void> {
    if (!this.isServerReady) await this.parts.builtIn.ready();
  }

  /** A completion by the server if it is connected, otherwise by the built-in engine. */
  complete(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    return this.ask((engine, those) => engine.complete(request, those), options);
  }

  step(request: CompletionRequest, options: CompleteOptions = {}): Promise<StepChoice | undefined> {
    return this.ask((engine, those) => engine.step(request, those), options);
  }

  /** Whether the server answers in addition to the built-in engine. */
  get usesBoth(): boolean {
    return this.parts.choice() === 'both';
  }

  /** A completion to be shown while typing: with both engines by the built-in one, which answers at once. */
  completeAtOnce(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    return this.parts.choice() === 'both'
      ? this.parts.builtIn.complete(request, options)
      : this.complete(request, options);
  }

  /**
   * The server's completion, in addition to the built-in engine's.
   *
   * @returns undefined as `complete`, and unless both engines are to be used and the server is connected.
   */
  async completeLater(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    if (!this.usesBoth || !this.isServerReady) return undefined;
    try {
      return await this.parts.server.complete(request, options);
    } catch (error) {
      return ignoreFailure(error);
    }
  }

  /** Whether to ask the server, which is connected for the next request if it can be. */
  private get isServerReady(): boolean {
    const { choice, server, now } = this.parts;
    if (choice() === 'builtIn') return false;
    const { state } = server;
    if (state.kind === 'ready') return true;
    const isDue = state.kind === 'failed' && state.retryAtMs !== undefined && state.retryAtMs <= now();
    if (state.kind === 'off' || isDue) server.ready().catch(ignoreFailure);
    return false;
  }

  private async ask<T>(
    run: (engine: CompletionEngine, options: CompleteOptions) => Promise<T | undefined>,
    options: CompleteOptions,
  ): Promise<T | undefined> {
    const { builtIn, server } = this.parts;
    if (!this.isServerReady) return this.runOn(builtIn, run, options);
    let mustFallBack = false as boolean;
    const onServer = async (engine: CompletionEngine, those: CompleteOptions): Promise<T | undefined> => {
      try {
        const answer = await run(engine, those);
        // Without an answer from a server that works, a newer request has overtaken this one.
        mustFallBack = answer === undefined && server.state.kind !== 'ready' && !those.signal?.aborted;
        return answer;
      } catch (error) {
        mustFallBack = !those.signal?.aborted;
        return ignoreFailure(error);
      }
    };
    const answer = await this.runOn(server, onServer, options);
    if (!mustFallBack) return answer;
    return this.runOn(builtIn, run, options);
  }

  /** The newest request wins, also over one that the other engine works on. */
  private async runOn<T>(
    engine: CompletionEngine,
    run: (engine: CompletionEngine, options: CompleteOptions) => Promise<T | undefined>,
    options: CompleteOptions,
  ): Promise<T | undefined> {
    if (options.signal?.aborted) return undefined;
    // An engine ends its own earlier requests itself; the built-in one keeps the first while its model is loading.
    if (this.running?.engine !== engine) this.running?.cancel.abort();
    const cancel = new AbortController();
    const running: Running = { engine, cancel };
    const onAbort = (): void => cancel.abort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    this.running = running;
    try {
      return await run(engine, { ...options, signal: cancel.signal });
    } finally {
      options.signal?.removeEventListener('abort', onAbort);
      if (this.running === running) this.running = undefined;
    }
  }
}

/** The failure of a server is shown by its state. */
function ignoreFailure(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
  return undefined;
}
