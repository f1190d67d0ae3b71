import * as l10n from '@vscode/l10n';
import type { Completion } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { UserError } from '../../core/errors.js';
import { checkMessage, idOf } from './checkMessage.js';
import { complete, prefillAhead } from './complete.js';
import { snippetTexts } from './completedText.js';
import { IdleChecksums } from './idleChecksums.js';
import { nextStep } from './nextStep.js';
import { promptTokens } from './promptTokens.js';
import { fingerprintOf } from '../workspace/fingerprint.js';
import { PromptSnippets } from '../workspace/promptSnippets.js';
import { WorkspaceMemory } from '../workspace/workspace.js';
import { Grammars } from '../structure/grammars.js';
import { loadModel, type LoadedModel } from '../load/loadModel.js';
import { GpuSwitch } from './gpuSwitch.js';
import {
  besideOthers,
  type WorkerCalls,
  type FromWorker,
  type Texts,
  type ToWorker,
  type WireError,
} from '../protocol.js';
import type { WorkerPlatform } from '../platform/workerPlatform.js';

/** Pause between calls after which the worker reads other snippets, if they are better, and checks the model's files. */
const idleMs = 1500;

const now = (): number => performance.now();

const wireError = (error: unknown): WireError => ({
  isUserError: error instanceof UserError,
  message: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? error.stack : undefined,
});

/** The worker: answers the host's calls with one model, one call after the other. */
class EngineWorker {
  private readonly grammars: Grammars;
  private readonly gpu: GpuSwitch;
  private loaded: LoadedModel | undefined;
  private workspace: WorkspaceMemory | undefined;
  private checksums: IdleChecksums | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  /** The last request whose snippets were chosen for it. */
  private chosenFor: CompletionRequest | undefined;
  /** The newest call that was queued. */
  private newestId: number | undefined;
  /** One call after the other: a model has one cache. A queued completion that became void costs nothing. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly platform: WorkerPlatform) {
    this.grammars = new Grammars(
      (name) => platform.grammarFile(name),
      (error) => this.report(error),
    );
    this.gpu = new GpuSwitch(platform.gpuRuntime, {
      loaded: () => this.loaded,
      take: (loaded, because) => {
        this.loaded = loaded;
        this.send({ kind: 'runtime', runtime: loaded.info.runtime, ...(because === undefined ? {} : { because }) });
      },
      alone: (task) => this.alone(task),
      now,
    });
    platform.port.onMessage((data) => {
      const id = idOf(data);
      // Without an id no call waits for an answer.
      if (id !== undefined) this.receive(id, data);
    });
  }

  private send(message: FromWorker): void {
    this.platform.port.post(message);
  }

  /** Tells the host of a failure that no call waits for, such as a damaged file. Thrown on, it would end the thread. */
  private report(error: unknown): void {
    this.send({ kind: 'problem', error: wireError(error) });
  }

  private receive(id: number, data: unknown): void {
    let message: ToWorker;
    try {
      message = checkMessage(data);
    } catch (error) {
      this.send({ id, kind: 'error', error: wireError(error) });
      return;
    }
    // What the index is told is worked on while no other call is there.
    if (besideOthers.includes(message.call)) {
      void this.reply(message);
      return;
    }
    this.newestId = id;
    this.checksums?.pause();
    this.enqueue(() => this.reply(message));
  }

  /** Does something after what is under way; the index does nothing meanwhile. */
  private enqueue(task: () => Promise<void>): void {
    const before = this.queue;
    this.queue = this.workspace ? this.workspace.hold(() => before.then(task)) : before.then(task);
  }

  private async reply(message: ToWorker): Promise<void> {
    const { call } = message;
    const result = await this.answerCall(message);
    if (call === 'complete') {
      await this.reportingErrors(() => this.readAfter(message, result as WorkerCalls['complete']['gives']));
    }
    if (call === 'complete' || call === 'step') this.workWhenIdle(message);
    // The thread ends by itself once nothing keeps it: to terminate it inside the runtime would end the whole process.
    if (call === 'close') this.platform.port.close();
  }

  /** @returns undefined also if the call fails. */
  private async answerCall(message: ToWorker): Promise<unknown> {
    const { id } = message;
    try {
      const result = await this.answer(message);
      this.send({ id, kind: 'result', result });
      return result;
    } catch (error) {
      this.send({ id, kind: 'error', error: wireError(error) });
      return undefined;
    }
  }

  private async answer({ id, call, args }: ToWorker): Promise<unknown> {
    switch (call) {
      case 'load':
        return this.load(id, args);
      case 'complete':
        return this.completeOnce(id, args);
      case 'step':
        return this.platform.isVoid(id)
          ? undefined
          : this.gpu.run(this.model(call), (model) => nextStep(model, args, () => this.platform.isVoid(id)));
      case 'snippets':
        return this.snippets(args);
      case 'workspace':
        if (!this.workspace) throw new Error('workspace was called before load.');
        return this.workspace.handle(args);
      case 'close':
        return this.close();
    }
  }

  private async load(id: number, options: WorkerCalls['load']['takes']): Promise<WorkerCalls['load']['gives']> {
    const { platform } = this;
    const next = await loadModel(platform, options, (share) => this.send({ id, kind: 'progress', share }));
    await this.loaded?.dispose();
    const { index } = this.workspaceFor(next);
    this.loaded = { ...next, index, grammars: this.grammars, snippets: new PromptSnippets(next, index) };
    this.gpu.begin(options.device === 'gpu');
    this.checksums?.dispose();
    const folders = new Set([options.folder, ...(next.draftModel ? [options.draftFolder!] : [])]);
    this.checksums = new IdleChecksums(
      [...folders].map((folder) => platform.modelFiles.checksumSteps(folder)),
      now,
      (error) => this.report(error),
    );
    return next.info;
  }

  /** The index stays where the next model has the same tokens. */
  private workspaceFor({ vocabulary, encodeFile, model }: LoadedModel): WorkspaceMemory {
    const fingerprint = fingerprintOf(vocabulary, encodeFile);
    if (this.workspace?.fingerprint === fingerprint) return this.workspace;
    this.workspace?.dispose();
    this.workspace = new WorkspaceMemory(
      { encode: encodeFile, vocabSize: model.vocabSize, fingerprint },
      { now, onError: (error) => this.report(error), store: this.platform.indexStore },
    );
    return this.workspace;
  }

  private model(call: string): LoadedModel {
    if (!this.loaded) throw new Error(`${call} was called before load.`);
    return this.loaded;
  }

  private async completeOnce(
    id: number,
    request: WorkerCalls['complete']['takes'],
  ): Promise<WorkerCalls['complete']['gives']> {
    const loaded = this.model('complete');
    const cancelled = (): boolean => this.platform.isVoid(id);
    if (cancelled()) return undefined;
    return this.gpu.run(loaded, (model) =>
      complete(model, request, { cancelled, now, onText: (text) => this.send({ id, kind: 'text', text }) }),
    );
  }

  /** Does something between two calls. */
  private alone<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => this.enqueue(() => task().then(resolve, reject)));
  }

  private snippets(request: WorkerCalls['snippets']['takes']): WorkerCalls['snippets']['gives'] {
    const loaded = this.model('snippets');
    return snippetTexts(promptTokens(loaded, request, true), loaded.vocabulary).snippets ?? [];
  }

  private async close(): Promise<undefined> {
    // It would keep the thread.
    clearTimeout(this.idleTimer);
    this.checksums?.dispose();
    this.workspace?.dispose();
    await this.loaded?.dispose();
    this.loaded = undefined;
    return undefined;
  }

  /**
   * After an answer of the workspace alone the user may type something else: the model has the prompt in its cache then.
   */
  private async readAfter(
    { id, args }: { id: number; args: CompletionRequest },
    answer: Completion | undefined,
  ): Promise<void> {
    if (answer?.source === 'workspace')
      await this.gpu.run(this.loaded!, (model) => prefillAhead(model, args, () => this.platform.isVoid(id)));
  }

  private workWhenIdle({ id, args }: { id: number; args: CompletionRequest }): void {
    clearTimeout(this.idleTimer);
    if (!args.context?.given) this.chosenFor = args.context && args;
    const request = this.chosenFor;
    const isVoid = (): boolean => this.platform.isVoid(id);
    const work = async (): Promise<void> => {
      if (request && this.loaded && !isVoid()) {
        await this.gpu.run(this.loaded, (model) => prefillAhead(model, request, isVoid, true));
      }
      if (!isVoid()) void this.reportingErrors(() => this.gpu.tryOnce());
      // A newer call is not to share the thread with it.
      if (id === this.newestId) this.checksums?.resume();
    };
    this.idleTimer = setTimeout(() => this.enqueue(() => this.reportingErrors(work)), idleMs);
  }

  /** Does what no call waits for. */
  private async reportingErrors(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.report(error);
    }
  }
}

/** Answers the host's messages from now on. @param texts for messages in the user's language; English if absent. */
export function serveWorker(platform: WorkerPlatform, texts: Texts | undefined): void {
  if (texts) l10n.config({ contents: texts });
  new EngineWorker(platform);
}
