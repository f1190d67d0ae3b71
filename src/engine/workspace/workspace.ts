import { blocksOf, type Encode } from '../../core/prompt/encode.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { partsWithoutSecrets } from '../../core/secrets/findSecrets.js';
import { gap } from '../../core/workspace/tokenArray.js';
import { defaultIndexLimits, WorkspaceIndex, type IndexLimits } from '../../core/workspace/workspaceIndex.js';
import { IdleWork } from './idleWork.js';
import type { IndexStore } from '../platform/workerPlatform.js';
import type { WorkspaceChange, WorkspaceState } from './protocol.js';

/** The tokenizer of an index. */
export interface IndexTokenizer {
  readonly encode: Encode;
  readonly vocabSize: number;
  /** Differs between tokenizers. */
  readonly fingerprint: string;
}

type Update = Extract<WorkspaceChange, { kind: 'update' }>;

/** A call that waits for its answer. */
interface Waiting {
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Job extends Waiting {
  readonly update: Update;
}

/** From this number of new tokens on, they are sorted before further texts are encoded. */
const manyTokens = 1 << 18;
/** Files come one by one: a segment for each would have to be joined with the next at once. */
const quietMs = 300;

/** The surroundings of an index. */
export interface MemoryParts {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Told of failures in work that no call waits for. */
  readonly onError: (error: unknown) => void;
  readonly store: IndexStore;
}

/** A path as the index knows it, on every system. */
export const portable = (path: string): string => path.replaceAll('\\', '/');

/** The worker's side of the index: queues texts, and encodes and sorts them while no other call is there. */
export class WorkspaceMemory {
  readonly index: WorkspaceIndex;
  private readonly idle: IdleWork;
  private readonly jobs = new Map<string, Job>();
  private readonly finished: Waiting[] = [];
  private encoding: { readonly job: Job; readonly steps: Generator<void, void> } | undefined;
  private sorting: Generator<void, void> | undefined;
  private quietFromMs = 0;
  private quietTimer: ReturnType<typeof setTimeout> | undefined;
  /** Ends with the last task on the disk. */
  private disk: Promise<void> = Promise.resolve();

  constructor(
    private readonly tokenizer: IndexTokenizer,
    private readonly parts: MemoryParts,
    limits: IndexLimits = defaultIndexLimits,
  ) {
    this.index = new WorkspaceIndex(tokenizer.vocabSize, limits);
    this.idle = new IdleWork(() => this.step(), parts.now, parts.onError);
  }

  get fingerprint(): string {
    return this.tokenizer.fingerprint;
  }

  get state(): WorkspaceState {
    const { state } = this.index;
    return { ...state, isPending: state.isPending || this.sorting !== undefined, waiting: this.jobs.size };
  }

  /** Pauses idle work while `run` runs. */
  hold<T>(run: () => Promise<T>): Promise<T> {
    return this.idle.hold(run);
  }

  async handle(change: WorkspaceChange): Promise<WorkspaceState> {
    switch (change.kind) {
      case 'update':
        await this.update({ ...change, path: portable(change.path) });
        break;
      case 'remove':
        this.forget(portable(change.path));
        this.index.remove(portable(change.path));
        break;
      case 'clear':
        for (const path of [...this.jobs.keys()]) this.forget(path);
        this.index.clear();
        // Else what is being sorted would join the cleared index.
        this.sorting = undefined;
        if (change.folder !== undefined) await this.onDisk(() => this.parts.store.remove(change.folder!));
        break;
      case 'save':
        await this.onDisk(() => this.parts.store.save(change.folder, this.index, this.fingerprint));
        break;
      case 'load':
        return this.load(change.folder);
      case 'finish':
        await this.finish();
        break;
      case 'state':
    }
    return this.state;
  }

  dispose(): void {
    this.idle.dispose();
    clearTimeout(this.quietTimer);
    for (const path of [...this.jobs.keys()]) this.forget(path);
    for (const { done } of this.finished.splice(0)) done();
  }

  /** One task after the other: what is being saved must not come back after it has been cleared. */
  private onDisk<T>(task: () => Promise<T>): Promise<T> {
    const result = this.disk.then(task);
    this.disk = result.then(
      () => undefined,
      // The caller of the task hears of it; the next task only waits for its end.
      () => undefined,
    );
    return result;
  }

  private update(update: Update): Promise<void> {
    return new Promise((done, failed) => {
      this.forget(update.path);
      this.jobs.set(update.path, { update, done, failed });
      this.idle.wake();
    });
  }

  /** Answers the update of a queued text, which a newer one replaces. */
  private forget(path: string): void {
    this.jobs.get(path)?.done();
    this.jobs.delete(path);
  }

  private async load(folder: string): Promise<WorkspaceState> {
    const kept = await this.onDisk(() => this.parts.store.read(folder, this.fingerprint, this.tokenizer.vocabSize));
    if (kept.outcome === 'loaded') this.index.adopt(kept.segments);
    // An older version may hold what an index holds no more, and a damaged one is of no use.
    if (kept.outcome === 'damaged') await this.parts.store.remove(folder);
    const stamps = [...this.index.known.values()].map(({ path, stamp }) => [path, stamp] as const);
    this.idle.wake();
    return { ...this.state, outcome: kept.outcome, stamps };
  }

  private async finish(): Promise<void> {
    const calm = this.idle.hurry();
    this.quietFromMs = this.parts.now();
    try {
      await new Promise<void>((done, failed) => {
        this.finished.push({ done, failed });
        this.idle.wake();
      });
    } finally {
      calm();
    }
  }

  /** Does one step of the work; false if there is none at the moment. */
  private step(): boolean {
    if (this.index.freshTokens > manyTokens) return this.sort();
    const [job] = this.jobs.values();
    if (this.encoding ?? job) return this.encode(job);
    const waitMs = this.quietFromMs - this.parts.now();
    if (waitMs > 0 && this.finished.length === 0) {
      clearTimeout(this.quietTimer);
      this.quietTimer = setTimeout(() => this.idle.wake(), waitMs);
      return false;
    }
    return this.sort();
  }

  private encode(job: Job | undefined): boolean {
    this.encoding ??= { job: job!, steps: this.encodeJob(job!) };
    try {
      if (!this.encoding.steps.next().done) return true;
    } catch (error) {
      this.skip(this.encoding.job, error);
    }
    this.encoding = undefined;
    this.quietFromMs = this.parts.now() + quietMs;
    return true;
  }

  /** A text that cannot be encoded costs its own file and no other; an older text of it would be wrong. */
  private skip(job: Job, error: unknown): void {
    const { path } = job.update;
    if (this.jobs.get(path) !== job) return;
    this.jobs.delete(path);
    this.index.remove(path);
    job.failed(error);
  }

  private *encodeJob(job: Job): Generator<void, void> {
    const { path, text, stamp = '', isEdited = false } = job.update;
    const ids: number[] = [];
    // The credentials of a file are nowhere in the index: neither a suggestion nor a file on disk can give them away.
    for (const [i, part] of partsWithoutSecrets(normalize(text)).entries()) {
      if (i > 0) ids.push(gap);
      for (const block of blocksOf(part)) {
        for (const id of this.tokenizer.encode(block)) ids.push(id);
        yield;
        // A newer text of the same file, or its end.
        if (this.jobs.get(path) !== job) return;
      }
    }
    this.index.set(path, ids, { stamp, isEdited });
    this.forget(path);
  }

  private sort(): boolean {
    this.sorting ??= this.index.work();
    try {
      if (!this.sorting.next().done) return true;
    } catch (error) {
      this.parts.onError(error);
      for (const { failed } of this.finished.splice(0)) failed(error);
    }
    this.sorting = undefined;
    if (this.jobs.size > 0) return true;
    for (const { done } of this.finished.splice(0)) done();
    return false;
  }
}
