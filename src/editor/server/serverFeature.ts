import { join } from 'node:path';
import * as vscode from 'vscode';
import { EngineRouter, type EngineChoice } from '../../core/engines/engineRouter.js';
import type { ServerAddress } from '../../core/server/serverAddress.js';
import { fittedConfidenceOf } from '../../server/fittedConfidence.js';
import { Disposable } from '../disposable.js';
import { ApiKeys } from './apiKeys.js';
import { Consents } from './consents.js';
import { LiveServer } from './liveServer.js';
import { OutageNotice } from './outageNotice.js';
import type { ServerAccess, ServerParts } from './serverAccess.js';
import { ServerSettings } from './serverSettings.js';
import type { ServerView } from './serverView.js';

/** The Settings editor changes a setting while the user is still typing it. */
const settledAfterMs = 2000;
/** VS Code tells of changes of settings and secrets a little later than they are made. */
const connectAfterMs = 500;

/** By the clock of the wall, but never backwards: times of tries are shown. */
const nowMs = (): number => performance.timeOrigin + performance.now();

/** The server that the user has connected, if any, and the router that chooses between it and the built-in engine. */
export class ServerFeature extends Disposable implements ServerAccess {
  readonly keys: ApiKeys;
  readonly consents: Consents;
  readonly settings: ServerSettings;
  readonly server: LiveServer;
  readonly router: EngineRouter;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private readonly switched = this.register(new vscode.EventEmitter<void>());
  private readonly outage: OutageNotice;
  private wasReady = false;
  private timer: NodeJS.Timeout | undefined;
  /** The message of the problem that the user was told last. */
  private toldProblem: string | undefined;

  readonly onDidChange = this.changed.event;
  readonly onDidSwitch = this.switched.event;

  constructor(
    context: Pick<vscode.ExtensionContext, 'secrets' | 'globalState' | 'globalStorageUri'>,
    private readonly parts: ServerParts,
  ) {
    super();
    this.keys = new ApiKeys(context.secrets);
    this.consents = new Consents(context.globalState);
    this.settings = new ServerSettings(parts.settings, this.keys, this.consents);
    this.server = this.register(
      new LiveServer({
        options: () => this.settings.options(),
        now: nowMs,
        onNotice: (message) => parts.log.info(message),
        snippets: (request) => parts.builtIn.snippets(request),
        confidence: (model) => fittedConfidenceOf(join(context.globalStorageUri.fsPath, 'server-confidence'), model),
      }),
    );
    this.outage = new OutageNotice({ ...parts, now: nowMs });
    this.router = new EngineRouter({
      builtIn: parts.builtIn,
      server: this.server,
      choice: () => this.choice,
      now: nowMs,
    });
    this.registerAll(
      this.server.onDidChange(() => this.update()),
      this.keys.onDidChange(() => this.reset()),
      parts.settings.onDidChange((event) => {
        if (event.affectsConfiguration('inkling.server') || event.affectsConfiguration('inkling.engine')) this.reset();
      }),
    );
    parts.reporter.keepOutOfLog(() => this.privateNames);
    this.settle(settledAfterMs);
  }

  get view(): ServerView {
    const { chosen, problem } = this.settings;
    const address = this.addressOrUndefined;
    return {
      chosen,
      ...(address ? { host: address.host } : {}),
      isLocal: address?.isLocal ?? false,
      state: this.server.state,
      isWorking: this.server.isWorking,
      ...(problem ? { problem } : {}),
    };
  }

  get choice(): EngineChoice {
    return this.settings.choice;
  }

  get modelName(): string | undefined {
    const { state } = this.server;
    return this.choice === 'server' && state.kind === 'ready' ? state.info.model : undefined;
  }

  /** It connects again with the next suggestion, or soon. */
  reset(): void {
    this.outage.forget();
    this.server.reset();
    this.settle(settledAfterMs);
  }

  /** Connects without waiting for a suggestion. */
  connectSoon(): void {
    this.settle(connectAfterMs);
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private get addressOrUndefined(): ServerAddress | undefined {
    return this.settings.host === undefined ? undefined : this.settings.address;
  }

  /** A host on another machine may tell where a user works. */
  private get privateNames(): readonly string[] {
    const { host, isLocal } = this.view;
    return isLocal || host === undefined ? [] : [host, host.replace(/:\d+$/, '')];
  }

  private update(): void {
    if (this.isDisposed) return;
    const { view } = this;
    if (view.chosen !== 'builtIn') this.outage.update(view);
    this.changed.fire();
    const isReady = view.state.kind === 'ready';
    if (isReady === this.wasReady) return;
    this.wasReady = isReady;
    this.switched.fire();
  }

  /**
   * Connects, once the settings stay as they are: a failure is told by the state. Tells why a chosen server must not be
   * asked, which would otherwise only look slow.
   */
  private settle(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const { choice, problem } = this.settings;
      // The state has the error, and the notice of an outage reports it.
      if (choice !== 'builtIn') this.server.ready().catch(() => undefined);
      if (problem && problem.message !== this.toldProblem) this.parts.reporter.error(problem);
      this.toldProblem = problem?.message;
    }, afterMs);
  }
}
