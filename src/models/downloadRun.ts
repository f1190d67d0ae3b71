import type { HubModel } from './catalogue.js';
import { requireSpace } from './diskSpace.js';
import { downloadFile } from './downloadFile.js';
import { readState, totalBytes, writeState, type DownloadState, type PlannedFile } from './downloadState.js';
import { faultOf } from './faults.js';
import { askFacts } from './fileFacts.js';
import { fileUrl } from './mirror.js';
import { bytesThere, dropFile, sizeOfFile, wholeFile } from './parts.js';
import { HttpStatusError } from './redirects.js';
import { withRetries } from './retry.js';
import { Speed } from './speed.js';
import type { ModelStore } from './store.js';

/** How far a download is, over all its files. */
export interface DownloadProgress {
  readonly kind: 'asking' | 'loading' | 'checking' | 'waiting';
  readonly doneBytes: number;
  /** 0 until the server has been asked. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** With `waiting`: how long until the next try. */
  readonly waitMs?: number;
}

/** What downloads work with, besides the disk and the network. */
export interface DownloaderParts {
  readonly store: ModelStore;
  /** The server's address, as the setting has it. */
  readonly mirror: string;
  readonly strictTls: boolean;
  /** Without a byte for this long a connection counts as dead. */
  readonly stallMs: number;
  /** How long to wait for a download of another window, whose end may take time to be noticed. */
  readonly lockWaitMs: number;
  readonly freeBytes: (folder: string) => Promise<number | undefined>;
  /** Resolves after that time; rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The time of day in milliseconds. */
  readonly now: () => number;
}

/** How one download is steered. */
export interface DownloadOptions {
  /** Aborting pauses: what is there stays, and the next call goes on from there. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** One download from its first question to its last byte, in a folder that nobody else writes to. */
export class DownloadRun {
  private planned: DownloadState;
  private readonly there = new Map<string, number>();
  private readonly speed: Speed;
  private total = 0;

  constructor(
    private readonly parts: DownloaderParts,
    private readonly model: HubModel,
    private readonly server: URL,
    private readonly folder: string,
    private readonly options: DownloadOptions,
  ) {
    this.planned = { id: model.id, revision: model.revision, files: [] };
    this.speed = new Speed(parts.now);
  }

  /** What the server announced. */
  get state(): DownloadState {
    return this.planned;
  }

  /**
   * Brings all files into the folder.
   *
   * @throws UserError for whatever the person can mend; an AbortError or a like error when the signal aborts.
   */
  async run(): Promise<void> {
    this.report('asking');
    const before = await readState(this.folder);
    this.planned = await this.plan();
    await this.keepWhatFits(before.kind === 'read' ? before.value : undefined);
    this.total = totalBytes(this.planned.files);
    await writeState(this.folder, this.planned);
    requireSpace(this.parts.store.root, this.total - this.done, await this.parts.freeBytes(this.folder));
    for (const file of this.planned.files) await this.bring(file);
  }

  /** Asks about each file. All of them come from the commit that the revision stands for at the first answer. */
  private async plan(): Promise<DownloadState> {
    const { id, revision, files } = this.model;
    let commit: string | undefined;
    const planned: PlannedFile[] = [];
    for (const { path, isOptional } of files) {
      const url = fileUrl(this.server, id, commit ?? revision, path);
      const facts = await this.patiently(path, () => askFacts(url, this.http).catch(undefinedIf(isOptional)));
      if (!facts) continue;
      commit ??= facts.commit;
      const { size, checksum, identity } = facts;
      planned.push({ path, identity, ...(size === undefined ? {} : { size }), ...(checksum ? { checksum } : {}) });
    }
    return { id, revision, ...(commit === undefined ? {} : { commit }), files: planned };
  }

  /** Drops what an earlier run left of files that have changed since. */
  private async keepWhatFits(before: DownloadState | undefined): Promise<void> {
    const stays = new Set<string>();
    for (const file of this.planned.files) {
      const old = before?.files.find(({ path }) => path === file.path);
      if (!old || old.identity === '' || old.identity !== file.identity || old.size !== file.size) continue;
      stays.add(file.path);
      if (old.partTag !== undefined) file.partTag = old.partTag;
    }
    for (const { path } of [...this.planned.files, ...(before?.files ?? [])]) {
      if (!stays.has(path)) await dropFile(this.folder, path);
    }
    for (const file of this.planned.files) this.there.set(file.path, await bytesThere(this.folder, file));
  }

  private async bring(file: PlannedFile): Promise<void> {
    if ((await sizeOfFile(await wholeFile(this.folder, file.path))) !== undefined) return;
    const { id, revision, commit } = this.planned;
    await this.patiently(file.path, () =>
      downloadFile(file, {
        folder: this.folder,
        url: fileUrl(this.server, id, commit ?? revision, file.path),
        http: this.http,
        onBytes: (there) => {
          const gained = there - (this.there.get(file.path) ?? 0);
          if (gained > 0) this.speed.add(gained);
          this.there.set(file.path, there);
          this.report('loading');
        },
        onTag: () => writeState(this.folder, this.planned),
        onCheck: () => this.report('checking'),
      }),
    );
  }

  private patiently<T>(path: string, task: () => Promise<T>): Promise<T> {
    const { store, wait, now } = this.parts;
    const source = { id: this.model.id, path, host: this.server.host, folder: store.root };
    return withRetries(task, {
      faultOf: (error) => faultOf(error, source, now()),
      arrived: () => this.done,
      wait,
      onWait: (waitMs) => this.report('waiting', waitMs),
      signal: this.options.signal,
    });
  }

  private get http() {
    const { strictTls, stallMs } = this.parts;
    return { signal: this.options.signal, strictTls, stallMs };
  }

  private get done(): number {
    return [...this.there.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  private report(kind: DownloadProgress['kind'], waitMs?: number): void {
    this.options.onProgress?.({
      kind,
      doneBytes: this.done,
      totalBytes: this.total,
      bytesPerSecond: this.speed.bytesPerSecond,
      ...(waitMs === undefined ? {} : { waitMs }),
    });
  }
}

/** A file that a server has not need not be there if it is optional. */
const undefinedIf =
  (isOptional: boolean) =>
  (error: unknown): undefined => {
    if (isOptional && error instanceof HttpStatusError && error.status === 404) return undefined;
    throw error;
  };
