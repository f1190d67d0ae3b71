import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.js';
import { Disposable } from '../disposable.js';
import type { LocalFiles } from '../platform/localFiles.js';
import type { Reporter } from '../reporter.js';
import type { SuggestionPolicy } from '../policy/suggestionPolicy.js';
import { RetriedTask } from '../retriedTask.js';
import type { Settings } from '../settings.js';
import { LeftOut } from './files/leftOut.js';
import { ReadingRoom } from './files/readingRoom.js';
import { WorkspaceFiles } from './files/workspaceFiles.js';
import { PendingChanges } from './pendingChanges.js';
import { WorkspaceFeeder, type FileChange, type IndexSize, type OnFailed } from './workspaceFeeder.js';

/** The dependencies of the learner. */
export interface LearnerParts {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly policy: SuggestionPolicy;
  readonly reporter: Reporter;
  readonly log: vscode.LogOutputChannel;
  /** Absent where the extension has no access to the files of its machine. */
  readonly local: LocalFiles | undefined;
  /** The folder that VS Code gives the extension for this workspace, as the worker names it. */
  readonly folder: string | undefined;
}

/** The size of the index, or why it is not known yet; `incomplete`: not all could be read, which is tried again. */
export type IndexProgress = IndexSize | 'reading' | 'incomplete';

/** Files change in bursts and documents at every key: they are read after this pause. */
const quietMs = 1500;
/** From a failure to the next try. */
const againPace = { afterMs: 5000, maxMs: 600_000 };
/** The index is kept this long after a change. */
const keepPace = { afterMs: 60_000, maxMs: 600_000 };

/** Keeps the engine's index of the workspace up to date from the first suggestion on, if the settings allow it. */
export class WorkspaceLearner extends Disposable {
  private readonly changed = new PendingChanges<FileChange>();
  /** Whether what git ignores may be another set of files now. */
  private haveRulesChanged = false;
  /** Watchers of the rules outside the workspace. */
  private outside: readonly vscode.Disposable[] = [];
  /** The feeder once all files have been looked at. */
  private current: { readonly stop: AbortController; feeder?: WorkspaceFeeder; isIncomplete?: boolean } | undefined;
  /** The latest reading of all files. It never rejects. */
  private lastReading = Promise.resolve();
  private readonly reading: RetriedTask;
  private readonly catchingUp: RetriedTask;
  private readonly keeping: RetriedTask;
  private quietTimer: ReturnType<typeof setTimeout> | undefined;
  /** Whether there is a model: nothing here is to load one. */
  private hasBegun = false;
  /** Whether the user cleared the index: nothing is read until they ask for it. */
  private isCleared = false;

  constructor(private readonly parts: LearnerParts) {
    super();
    const tell = (error: unknown): void => parts.reporter.error(error);
    this.reading = this.register(new RetriedTask(() => this.readUnlessStopped(), againPace, tell));
    this.catchingUp = this.register(new RetriedTask(() => this.catchUp(), againPace, tell));
    this.keeping = this.register(new RetriedTask(async () => this.current?.feeder?.keep(), keepPace, tell));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.registerAll(
      watcher,
      watcher.onDidCreate((uri) => this.onFile(uri)),
      watcher.onDidChange((uri) => this.onFile(uri)),
      watcher.onDidDelete((uri) => this.onFile(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (this.current && contentChanges.length > 0 && vscode.workspace.getWorkspaceFolder(document.uri)) {
          this.changed.set(document.uri.toString(), { kind: 'edited', document });
          this.later();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.again()),
      // Git is asked only in a workspace that is trusted.
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.again()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (['files.encoding', 'files.exclude'].some((key) => event.affectsConfiguration(key))) this.again();
      }),
      parts.settings.onDidChange((event) => {
        const isLearningChanged = event.affectsConfiguration('inkling.workspace');
        if (isLearningChanged) this.isCleared = false;
        if (isLearningChanged || event.affectsConfiguration('inkling.exclude')) this.again();
      }),
    );
  }

  /** The engine has a model, perhaps another one than before: its index is empty. */
  begin(): void {
    this.hasBegun = true;
    this.again();
  }

  /** Deletes the index, also on disk. It stays empty until `rebuild`, a change of the setting, or the next start. */
  async clear(): Promise<void> {
    this.isCleared = true;
    this.stop();
    await this.deleteIndex();
  }

  /**
   * Deletes the index and reads the workspace again. Resolves once it is read.
   *
   * @returns undefined if not all files could be read, or something else ended the reading.
   */
  async rebuild(): Promise<IndexSize | undefined> {
    this.isCleared = false;
    this.stop();
    try {
      await this.deleteIndex();
    } finally {
      this.again();
    }
    await this.lastReading;
    const { progress } = this;
    return typeof progress === 'object' ? progress : undefined;
  }

  /** The state of the index; undefined if there is none, as no folder is open, or learning is off, or it was cleared. */
  get progress(): IndexProgress | undefined {
    if (!this.current || !vscode.workspace.workspaceFolders) return undefined;
    const { feeder, isIncomplete = false } = this.current;
    if (!feeder) return 'reading';
    return isIncomplete ? 'incomplete' : feeder.size;
  }

  /** Whether an open folder may be learned from. */
  mayLearn(): boolean {
    return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => this.parts.policy.mayLearn(uri));
  }

  override dispose(): void {
    this.stop();
    super.dispose();
  }

  private stop(): void {
    this.current?.stop.abort();
    this.current = undefined;
    this.changed.clear();
    this.outside.forEach((watcher) => void watcher.dispose());
    this.outside = [];
    clearTimeout(this.quietTimer);
    for (const task of [this.reading, this.catchingUp, this.keeping]) task.cancel();
  }

  private again(): void {
    this.stop();
    if (!this.hasBegun) return;
    if (!this.mayLearn()) return this.unlearn();
    if (this.isCleared) return;
    this.current = { stop: new AbortController() };
    this.lastReading = this.reading.now();
  }

  /** A user who turns learning off does not want the index kept either. */
  private unlearn(): void {
    const { engine, reporter } = this.parts;
    if (engine.state.kind !== 'ready' && engine.state.kind !== 'working') return;
    this.deleteIndex().catch((error: unknown) => reporter.error(error));
  }

  private async deleteIndex(): Promise<void> {
    const { engine, folder } = this.parts;
    await engine.workspace({ kind: 'clear', ...(folder === undefined ? {} : { folder }) });
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
    const { engine, local, policy, reporter, folder, log } = this.parts;
    const startMs = performance.now();
    let failed = 0;
    const onFailed: OnFailed = (uri, error) => {
      if (failed++ === 0) reporter.error(error);
      this.changed.set(uri.toString(), { kind: 'touched', uri });
    };
    const { signal } = current.stop;
    const leftOut = new LeftOut();
    const room = new ReadingRoom(local);
    const files = await WorkspaceFiles.open({ local, policy, log, leftOut, room, signal });
    if (signal.aborted) return;
    this.outside.forEach((watcher) => void watcher.dispose());
    this.outside = files.sources.flatMap((file) => this.watch(file));
    const feeder = new WorkspaceFeeder({ engine, local, files, leftOut, room, folder, signal });
    const state = await feeder.readAll(onFailed);
    if (!state || current.stop.signal.aborted) return;
    log.info(
      `The workspace: ${state.files} files, ${state.tokens} tokens, ${(state.sizeBytes / 1e6).toFixed(1)} MB, ` +
        `${leftOut.describe(state.droppedFiles)}${room.isExceeded ? ', limit reached' : ''}; read in ${((performance.now() - startMs) / 1000).toFixed(1)} s.`,
    );
    const { isIncomplete } = files.editorFiles;
    current.feeder = feeder;
    current.isIncomplete = isIncomplete;
    await this.catchingUp.now();
    await this.keeping.now();
    if (isIncomplete) throw new Error('Not all of the workspace could be listed. This is tried again.');
  }

  private onFile(uri: vscode.Uri): void {
    if (!this.current) return;
    if (/\/(\.gitignore|\.git\/info\/exclude)$/.test(uri.path)) this.haveRulesChanged = true;
    this.changed.set(uri.toString(), { kind: 'touched', uri });
    this.later();
  }

  /** Tells of a file of rules that may be outside the workspace, also if it is made later. */
  private watch(file: vscode.Uri): vscode.Disposable[] {
    const folder = vscode.Uri.joinPath(file, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(folder, file.path.slice(folder.path.length).replace(/^\//, '')),
    );
    const onRules = (): void => {
      this.haveRulesChanged = true;
      this.later();
    };
    return [watcher, watcher.onDidCreate(onRules), watcher.onDidChange(onRules), watcher.onDidDelete(onRules)];
  }

  private later(): void {
    if (!this.current) return;
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => void this.catchingUp.now(), quietMs);
  }

  /** What changes before all files have been read waits for that. */
  private async catchUp(): Promise<void> {
    const feeder = this.current?.feeder;
    if (!feeder) return;
    if (this.haveRulesChanged) {
      this.haveRulesChanged = false;
      // All is looked at then, unsaved texts included.
      return this.again();
    }
    try {
      await this.changed.settle((changes, onFailed) =>
        feeder.changed([...changes.values()], (uri, error) => onFailed(uri.toString(), error)),
      );
    } finally {
      if (this.current) this.keeping.later();
    }
  }
}
