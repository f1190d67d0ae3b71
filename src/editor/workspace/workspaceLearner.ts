import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.js';
import type { Reporter } from '../reporter.js';
import type { Respect } from '../respect/respect.js';
import type { Settings } from '../settings.js';
import { IndexRules } from './indexRules.js';
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
/** The index is kept this long after its last change. */
const keepMs = 60_000;

/** Keeps the engine's index of the workspace up to date from the first suggestion on, and only if that is wished. */
export class WorkspaceLearner implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly changed = new Map<string, () => Promise<void>>();
  private current:
    { readonly stop: AbortController; readonly feeder: Promise<WorkspaceFeeder | undefined> } | undefined;
  private quietTimer: NodeJS.Timeout | undefined;
  private keepTimer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: LearnerParts) {
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
    await engine.workspace({ kind: 'clear', ...(folder === undefined ? {} : { folder }) });
    this.again();
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.quietTimer);
    clearTimeout(this.keepTimer);
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private stop(): void {
    this.current?.stop.abort();
    this.current = undefined;
  }

  private again(): void {
    this.stop();
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (!folders.some(({ uri }) => this.parts.respect.isLearned(uri))) return this.unlearn();
    const stop = new AbortController();
    this.current = { stop, feeder: this.read(stop.signal).catch((error: unknown) => this.tell(error)) };
  }

  /** Whoever switches it off does not want to be remembered either. */
  private unlearn(): void {
    const { engine, folder } = this.parts;
    if (engine.state.kind !== 'ready' && engine.state.kind !== 'working') return;
    const change = { kind: 'clear', ...(folder === undefined ? {} : { folder }) } as const;
    engine.workspace(change).catch((error: unknown) => this.tell(error));
  }

  private async read(signal: AbortSignal): Promise<WorkspaceFeeder | undefined> {
    const { engine, respect, folder, log } = this.parts;
    if (!vscode.workspace.workspaceFolders) return undefined;
    const startMs = performance.now();
    const feeder = new WorkspaceFeeder({ engine, folder, signal, rules: await IndexRules.read(respect) });
    const state = await feeder.readAll();
    if (!state) return undefined;
    log.info(
      `The workspace: ${state.files} files, ${state.tokens} tokens, ${(state.sizeBytes / 1e6).toFixed(1)} MB, ` +
        `${state.droppedFiles} left out for want of room; read in ${((performance.now() - startMs) / 1000).toFixed(1)} s.`,
    );
    return feeder;
  }

  private onFile(uri: vscode.Uri): void {
    if (uri.path.endsWith('/.gitignore')) this.again();
    else this.later(uri, (feeder) => feeder.changed(uri));
  }

  private later(uri: vscode.Uri, task: (feeder: WorkspaceFeeder) => Promise<void>): void {
    if (!this.current) return;
    const { feeder } = this.current;
    this.changed.set(uri.toString(), async () => {
      const ready = await feeder;
      if (ready) await task(ready);
    });
    clearTimeout(this.quietTimer);
    this.quietTimer = setTimeout(() => void this.catchUp(feeder), quietMs);
  }

  private async catchUp(feeder: Promise<WorkspaceFeeder | undefined>): Promise<void> {
    const tasks = [...this.changed.values()];
    this.changed.clear();
    try {
      for (const task of tasks) await task();
    } catch (error) {
      this.tell(error);
    }
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => {
      feeder.then((ready) => ready?.keep()).catch((error: unknown) => this.tell(error));
    }, keepMs);
  }

  private tell(error: unknown): undefined {
    this.parts.reporter.error(error);
    return undefined;
  }
}
