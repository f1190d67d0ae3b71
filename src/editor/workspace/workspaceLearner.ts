import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.js';
import type { Reporter } from '../reporter.js';
import type { Respect } from '../respect/respect.js';
import type { Settings } from '../settings.js';
import { RetriedTask } from '../retriedTask.js';
import { IndexRules } from './indexRules.js';
import { PendingChanges } from './pendingChanges.js';
import { WorkspaceFeeder } from './workspaceFeeder.js';

/** What learning from the workspace needs. */
export interface LearnerParts {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly respect: Respect;
  readonly reporter: Reporter;
  readonly log: vscode.LogOutputChannel;
  /** The folder that VS Code gives the extension for this workspace. */
  readonly folder: string | undefined;
}

/** Files change in bursts, and texts at every key: they are looked at once it is quiet. */
const quietMs = 1500;
/** From a failure to the next try. */
const againPace = { afterMs: 5000, maxMs: 600_000 };
/** The index is kept this long after a change. */
const keepPace = { afterMs: 60_000, maxMs: 600_000 };

/** Keeps the engine's index of the workspace up to date from the first suggestion on, and only if that is wished. */
export class WorkspaceLearner implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly changed = new PendingChanges<(feeder: WorkspaceFeeder) => Promise<void>>();
  /** The feeder once all files have been read. */
  private current: { readonly stop: AbortController; feeder?: WorkspaceFeeder } | undefined;
  private readonly reading: RetriedTask;
  private readonly catchingUp: RetriedTask;
  private readonly keeping: RetriedTask;
  private quietTimer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: LearnerParts) {
    const tell = (error: unknown): void => parts.reporter.error(error);
    this.reading = new RetriedTask(() => this.readUnlessStopped(), againPace, tell);
    this.catchingUp = new RetriedTask(() => this.catchUp(), againPace, tell);
    this.keeping = new RetriedTask(async () => this.current?.feeder?.keep(), keepPace, tell);
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.subscriptions = [
      watcher,
      watcher.onDidCreate((uri) => this.onFile(uri)),
      watcher.onDidChange((uri) => this.onFile(uri)),
      watcher.onDidDelete((uri) => this.later(uri, (feeder) => feeder.removed(uri))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && vscode.workspace.getWorkspaceFolder(document.uri)) {
          this.later(document.uri, (feeder) => feeder.edited(document));
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.again()),
      parts.settings.onDidChange((event) => {
        if (['inkling.workspace', 'inkling.exclude'].some((key) => event.affectsConfiguration(key))) this.again();
      }),
    ];
  }

  /** The engine has a model, perhaps another one than before: its index is empty. */
  begin(): void {
    this.again();
  }

  /** Forgets the workspace, also what was kept on disk, and reads it anew. */
  async forget(): Promise<void> {
    const { engine, folder } = this.parts;
    this.stop();
    try {
      await engine.workspace({ kind: 'clear', ...(folder === undefined ? {} : { folder }) });
    } finally {
      this.again();
    }
  }

  dispose(): void {
    this.stop();
    for (const task of [this.reading, this.catchingUp, this.keeping]) task.dispose();
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private stop(): void {
    this.current?.stop.abort();
    this.current = undefined;
    this.changed.clear();
    clearTimeout(this.quietTimer);
    for (const task of [this.reading, this.catchingUp, this.keeping]) task.cancel();
  }

  private again(): void {
    this.stop();
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (!folders.some(({ uri }) => this.parts.respect.isLearned(uri))) return this.unlearn();
    this.current = { stop: new AbortController() };
    void this.reading.now();
  }

  /** Whoever switches it off does not want to be remembered either. */
  private unlearn(): void {
    const { engine, folder } = this.parts;
    if (engine.state.kind !== 'ready' && engine.state.kind !== 'working') return;
    const change = { kind: 'clear', ...(folder === undefined ? {} : { folder }) } as const;
    engine.workspace(change).catch((error: unknown) => this.parts.reporter.error(error));
  }

  private async readUnlessStopped(): Promise<void> {
    const { current } = this;
    if (!vscode.workspace.workspaceFolders || !current) return;
    try {
      await this.read(current);
    } catch (error) {
      // What is stopped is not tried again: another reading has begun, or none is wanted.
      if (!current.stop.signal.aborted) throw error;
    }
  }

  private async read(current: NonNullable<typeof this.current>): Promise<void> {
    const { engine, respect, reporter, folder, log } = this.parts;
    const startMs = performance.now();
    let failed = 0;
    const onFailed = (uri: vscode.Uri, error: unknown): void => {
      if (failed++ === 0) reporter.error(error);
      this.changed.set(uri.toString(), (ready) => ready.changed(uri));
    };
    const { signal } = current.stop;
    const feeder = new WorkspaceFeeder({ engine, folder, signal, onFailed, rules: await IndexRules.read(respect) });
    const state = await feeder.readAll();
    if (!state || signal.aborted) return;
    log.info(
      `The workspace: ${state.files} files, ${state.tokens} tokens, ${(state.sizeBytes / 1e6).toFixed(1)} MB, ` +
        `${state.droppedFiles} left out for want of room; read in ${((performance.now() - startMs) / 1000).toFixed(1)} s.`,
    );
    current.feeder = feeder;
    await this.catchingUp.now();
    await this.keeping.now();
  }

  private onFile(uri: vscode.Uri): void {
    if (uri.path.endsWith('/.gitignore')) this.again();
    else this.later(uri, (feeder) => feeder.changed(uri));
  }

  private later(uri: vscode.Uri, task: (feeder: WorkspaceFeeder) => Promise<void>): void {
    if (!this.current) return;
    this.changed.set(uri.toString(), task);
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => void this.catchingUp.now(), quietMs);
  }

  /** What changes before all files have been read waits for that. */
  private async catchUp(): Promise<void> {
    const feeder = this.current?.feeder;
    if (!feeder) return;
    try {
      await this.changed.settle((task) => task(feeder));
    } finally {
      if (this.current) this.keeping.later();
    }
  }
}
