import * as vscode from 'vscode';
import type { HubModel } from '../../models/catalogue.js';
import type { Downloader } from '../../models/download.js';
import type { DownloadProgress } from '../../models/downloadRun.js';
import { Disposable } from '../disposable.js';
import { percentOf, progressText } from './progressTexts.js';

/** A download that is under way in this window. */
export interface RunningDownload {
  readonly model: HubModel;
  readonly progress: DownloadProgress;
}

interface Running extends RunningDownload {
  progress: DownloadProgress;
  /** By its notification. */
  isStopped: boolean;
  readonly stop: AbortController;
  ended: Promise<string | undefined>;
}

type Notification = vscode.Progress<{ message?: string; increment?: number }>;
type Task = (notification: Notification, token: vscode.CancellationToken) => Promise<string | undefined>;

/** How a download ended: `stopped` by its notification, `paused` from the list. */
export type DownloadEnd =
  | { readonly kind: 'done'; readonly folder: string }
  | { readonly kind: 'stopped'; readonly percent: number }
  | { readonly kind: 'paused' };

/** Faster updates could not be read. */
const shownEveryMs = 250;
const nothingYet: DownloadProgress = { kind: 'asking', doneBytes: 0, totalBytes: 0, bytesPerSecond: 0 };

/** The downloads of this window, each with a notification that shows its progress. */
export class Downloads extends Disposable {
  private readonly running = new Map<string, Running>();
  private readonly changed = this.register(new vscode.EventEmitter<void>());

  /** A download began, went on or ended. */
  readonly onDidChange = this.changed.event;

  /** @param newDownloader makes one with the settings of now. */
  constructor(private readonly newDownloader: () => Downloader) {
    super();
  }

  /** Those that are under way, the oldest first. */
  get all(): readonly RunningDownload[] {
    return [...this.running.values()];
  }

  /**
   * Downloads a model, or what is missing of it. Where it is under way already, nothing new begins.
   *
   * @throws UserError for problems that the user can fix.
   */
  async start(model: HubModel): Promise<DownloadEnd> {
    if (this.running.has(model.id)) return { kind: 'paused' };
    const downloader = this.newDownloader();
    const stop = new AbortController();
    const running: Running = { model, progress: nothingYet, isStopped: false, stop, ended: Promise.resolve(undefined) };
    const task: Task = async (notification, token) => {
      const listener = token.onCancellationRequested(() => {
        running.isStopped = true;
        stop.abort();
      });
      try {
        const onProgress = this.shower(running, notification);
        return await downloader.download(model, { signal: stop.signal, onProgress });
      } finally {
        listener.dispose();
      }
    };
    this.running.set(model.id, running);
    this.changed.fire();
    running.ended = this.shown(model, task);
    try {
      const folder = await running.ended;
      if (folder !== undefined) return { kind: 'done', folder };
      const { doneBytes, totalBytes } = running.progress;
      return running.isStopped ? { kind: 'stopped', percent: percentOf(doneBytes, totalBytes) } : { kind: 'paused' };
    } finally {
      this.running.delete(model.id);
      this.changed.fire();
    }
  }

  /** Stops a download; what is there stays. Resolves once nothing is written any more. */
  async pause(id: string): Promise<void> {
    const running = this.running.get(id);
    running?.stop.abort();
    // The caller that started it gets the error.
    await running?.ended.catch(() => undefined);
  }

  override dispose(): void {
    for (const { stop } of this.running.values()) stop.abort();
    super.dispose();
  }

  private async shown(model: HubModel, task: Task): Promise<string | undefined> {
    const title = vscode.l10n.t('Downloading {0}', model.title);
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title, cancellable: true }, task);
  }

  /** Reports progress to the notification and to listeners. */
  private shower(running: Running, notification: Notification): (progress: DownloadProgress) => void {
    let shownMs = 0;
    let shownPercent = 0;
    let shownKind = '';
    return (progress) => {
      running.progress = progress;
      const nowMs = performance.now();
      if (progress.kind === shownKind && nowMs < shownMs + shownEveryMs) return;
      [shownMs, shownKind] = [nowMs, progress.kind];
      const percent = percentOf(progress.doneBytes, progress.totalBytes);
      notification.report({ message: progressText(progress), increment: percent - shownPercent });
      shownPercent = percent;
      this.changed.fire();
    };
  }
}
