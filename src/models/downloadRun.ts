import { maxBytesOf, type HubModel } from './catalogue.js';
import { requireReserve, requireSpace } from './diskSpace.js';
import { downloadFile } from './downloadFile.js';
import { readState, totalBytes, writeState, type DownloadState, type PlannedFile } from './downloadState.js';
import { faultOf } from './faults.js';
import { requireFirstUse } from './firstUse.js';
import type { Connection } from './http.js';
import type { SpeedLimit } from './minSpeed.js';
import { fileUrl } from './mirror.js';
import { bytesThere, dropFile, bytesInFile, wholeFile } from './parts.js';
import { planFile, requireExpectedSize } from './plan.js';
import { withRetries } from './retry.js';
import { Speed } from './speed.js';
import type { ModelStore } from './store.js';

/** Progress of a download over all its files. */
export interface DownloadProgress {
  readonly kind: 'asking' | 'loading' | 'checking' | 'waiting';
  readonly doneBytes: number;
  /** 0 until the server has been asked. */
  readonly totalBytes: number;
  readonly bytesPerSecond: number;
  /** With `waiting`: how long until the next try. */
  readonly waitMs?: number;
}

/** Dependencies of downloads besides the disk and the network. */
export interface DownloaderParts {
  readonly store: ModelStore;
  /** The server's address, as the setting has it. */
  readonly mirror: string;
  readonly strictTls: boolean;
  /** Without a byte for this long a connection counts as dead. */
  readonly stallMs: number;
  readonly minSpeed: SpeedLimit;
  /** How long to wait for a download of another window, whose end may take time to be noticed. */
  readonly lockWaitMs: number;
  readonly freeBytes: (folder: string) => Promise<number | undefined>;
  /** Resolves after that time; rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The time of day in milliseconds. */
  readonly now: () => number;
  /** A clock in milliseconds that only goes forward. */
  readonly elapsedMs: () => number;
}

/** Options of one download. */
export interface DownloadOptions {
  /** Aborting pauses: the downloaded part stays, and the next call continues from there. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** A model, the server that has it, and the folder that it goes to. */
export interface DownloadTask {
  readonly model: HubModel;
  readonly server: URL;
  readonly folder: string;
}

/** One download from its first request to its last byte, in a folder that no other process writes to. */
export class DownloadRun {
  private readonly model: HubModel;
  private readonly server: URL;
  private readonly folder: string;
  private planned: DownloadState;
  private readonly there = new Map<string, number>();
  private readonly speed: Speed;
  private total = 0;

  constructor(
    private readonly parts: DownloaderParts,
    { model, server, folder }: DownloadTask,
    private readonly options: DownloadOptions,
  ) {
    this.model = model;
    this.server = server;
    this.folder = folder;
    this.planned = { id: model.id, revision: model.revision, files: [] };
    this.speed = new Speed(parts.elapsedMs);
  }

  /** The files as the server announced them. */
  get state(): DownloadState {
    return this.planned;
  }

  /**
   * Brings all files into the folder.
   *
   * @throws UserError for failures that the user can fix; an AbortError or a like error when the signal aborts.
   */
  async run(): Promise<void> {
    this.report('asking');
    const before = await readState(this.folder);
    this.planned = await this.plan();
    await requireFirstUse(this.parts.store.root, this.planned);
    await this.keepWhatFits(before.kind === 'read' ? before.value : undefined);
    const { files } = this.planned;
    this.total = totalBytes(files);
    // What servers do not say is taken from the catalogue.
    if (files.some(({ size }) => size === undefined)) this.total = Math.max(this.total, this.model.downloadBytes);
    await writeState(this.folder, this.planned);
    requireSpace(this.parts.store.root, this.total - this.done, await this.parts.freeBytes(this.folder));
    for (const file of files) await this.bring(file);
  }

  /** Asks about each file. All of them come from the commit that the revision names at the first answer. */
  private async plan(): Promise<DownloadState> {
    const { id, revision, files } = this.model;
    let commit: string | undefined;
    const planned: PlannedFile[] = [];
    for (const file of files) {
      const url = fileUrl(this.server, id, commit ?? revision, file.path);
      const answer = await this.patiently(file.path, () => planFile(file, revision, url, this.connection));
      if (!answer) continue;
      commit ??= answer.commit;
      planned.push(answer.planned);
    }
    requireExpectedSize(this.model, totalBytes(planned), this.server.host);
    return { id, revision, ...(commit === undefined ? {} : { commit }), files: planned };
  }

  /** Drops what an earlier run left of files that have changed since. */
  private async keepWhatFits(before: DownloadState | undefined): Promise<void> {
    const stays = new Set<string>();
    for (const file of this.planned.files) {
      const old = before?.files.find(({ path }) => path === file.path);
      if (!old || old.size !== file.size || !hasSameContent(old, file)) continue;
      stays.add(file.path);
      if (old.partTag !== undefined) file.partTag = old.partTag;
    }
    for (const { path } of [...this.planned.files, ...(before?.files ?? [])]) {
      if (!stays.has(path)) await dropFile(this.folder, path);
    }
    for (const file of this.planned.files) this.there.set(file.path, await bytesThere(this.folder, file));
  }

  private async bring(file: PlannedFile): Promise<void> {
    if ((await bytesInFile(await wholeFile(this.folder, file.path))) !== undefined) return;
    const { id, revision, commit } = this.planned;
    const { store, freeBytes } = this.parts;
    await this.patiently(file.path, () =>
      downloadFile(file, {
        folder: this.folder,
        url: fileUrl(this.server, id, commit ?? revision, file.path),
        connection: this.connection,
        maxBytes: maxBytesOf(this.model) - (this.done - (this.there.get(file.path) ?? 0)),
        onBytes: (there) => {
          const gained = there - (this.there.get(file.path) ?? 0);
          if (gained > 0) this.speed.add(gained);
          this.there.set(file.path, there);
          this.report('loading');
        },
        onTag: () => writeState(this.folder, this.planned),
        onCheck: () => this.report('checking'),
        requireRoom: async () => requireReserve(store.root, await freeBytes(this.folder)),
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

  private get connection(): Connection {
    const { strictTls, stallMs, minSpeed, elapsedMs } = this.parts;
    return { signal: this.options.signal, strictTls, stallMs, minSpeed, elapsedMs };
  }

  private get done(): number {
    return [...this.there.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  private report(kind: DownloadProgress['kind'], waitMs?: number): void {
    this.options.onProgress?.({
      kind,
      doneBytes: this.done,
      totalBytes: this.total === 0 ? 0 : Math.max(this.total, this.done),
      bytesPerSecond: this.speed.bytesPerSecond,
      ...(waitMs === undefined ? {} : { waitMs }),
    });
  }
}

/** Whether two announcements are of the same bytes, as far as that is certain. */
function hasSameContent(a: PlannedFile, b: PlannedFile): boolean {
  if (a.checksum?.kind === 'sha256' && b.checksum?.kind === 'sha256') return a.checksum.hex === b.checksum.hex;
  return a.identity !== '' && a.identity === b.identity;
}
