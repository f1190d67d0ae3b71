import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../core/errors.js';
import { Engine, type EngineState } from '../engine/engine.js';
import type { ModelInfo, ModelOptions } from '../engine/protocol.js';
import { Disposable } from './disposable.js';
import type { CrashMarks } from './platform/crashMarks.js';
import type { EditorPlatform } from './platform/editorPlatform.js';
import type { Reporter } from './reporter.js';
import type { Settings } from './settings.js';

/** Settings that need the model to be loaded again. */
const modelSettings = ['inkling.model.folder', 'inkling.draftModel.folder', 'inkling.threads'];

/** The engine with the model that the settings name, loaded again when they change. */
export class EngineFeature extends Disposable {
  readonly engine: Engine;
  /** Marks a trial of another model, so that the next start knows if the editor ended during one. */
  readonly trialMarks: CrashMarks;
  private readonly loadMarks: CrashMarks;
  private readonly stateChanged = this.register(new vscode.EventEmitter<EngineState>());
  private lastName = '';
  private isSpeedTold = false;

  readonly onDidChangeState = this.stateChanged.event;

  constructor(
    private readonly platform: EditorPlatform,
    private readonly settings: Settings,
    private readonly reporter: Reporter,
  ) {
    super();
    this.loadMarks = platform.crashMarks('loading');
    this.trialMarks = platform.crashMarks('trying');
    const texts = vscode.l10n.bundle;
    if (texts) l10n.config({ contents: texts });
    this.engine = new Engine({
      startWorker: platform.startWorker,
      texts,
      modelOptions: () => this.optionsFor(platform.modelFolder(settings.get('model.folder')) || platform.builtInModel),
      onState: (state) => this.changeState(state),
      onRuntime: (runtime, because) => {
        reporter.info(`The model runs on ${runtime}${because === undefined ? '' : `: ${because}`}.`);
      },
      onNotice: (message) => reporter.notice(message),
      onProblem: (problem) => reporter.error(problem),
    });
    this.register(
      settings.onDidChange((event) => {
        if (modelSettings.some((setting) => event.affectsConfiguration(setting))) this.reload();
      }),
    );
    void this.failAfterCrash();
  }

  /** The name of the model that was loaded last; empty before. */
  get modelName(): string {
    return this.lastName;
  }

  /** The options for loading the model of a folder. */
  optionsFor(folder: string): ModelOptions {
    const draftFolder = this.platform.modelFolder(this.settings.get('draftModel.folder'));
    const threads = this.settings.get('threads') ?? 'auto';
    return { folder, threads, ...(draftFolder === '' ? {} : { draftFolder }) };
  }

  /** Ends the engine. The marks go first: the editor kills a host that does not end soon, and that is no crash of the model. */
  async shutDown(): Promise<void> {
    for (const marks of [this.loadMarks, this.trialMarks]) marks.dispose();
    await this.engine.dispose();
  }

  private changeState(state: EngineState): void {
    if (state.kind === 'loading') this.loadMarks.arm();
    else this.loadMarks.disarm();
    if (state.kind === 'ready') {
      this.lastName = state.info.name;
      void this.tellOfSpeed(state.info);
    }
    this.stateChanged.fire(state);
    if (state.kind === 'failed') this.reporter.error(state.error);
  }

  /** Tells the user once that suggestions are slow here: most cannot change the reason, and would read it at each start. */
  private async tellOfSpeed({ slowBecause }: ModelInfo): Promise<void> {
    if (slowBecause === undefined || this.isSpeedTold) return;
    this.isSpeedTold = true;
    if (await this.platform.storedFiles.claim('told-of-speed')) this.reporter.notice(slowBecause);
  }

  private reload(): void {
    if (this.engine.state.kind === 'idle') return;
    this.engine.reload().catch((error: unknown) => this.reporter.error(error));
  }

  private async failAfterCrash(): Promise<void> {
    if (!(await this.loadMarks.takeCrash())) return;
    this.engine.fail(
      new UserError(
        vscode.l10n.t(
          'The editor closed unexpectedly while Inkling was loading its model, so Inkling stays off for now. Run "Inkling: Restart Engine" to try again. If it happens again, choose another model in the setting "inkling.model.folder".',
        ),
      ),
    );
  }
}

/** "Inkling: Restart Engine". @param onRestart called before the engine restarts. */
export function registerRestart(engine: Engine, reporter: Reporter, onRestart: () => void): vscode.Disposable {
  return vscode.commands.registerCommand('inkling.restart', async () => {
    reporter.forget();
    onRestart();
    try {
      const { name } = await engine.restart();
      void vscode.window.showInformationMessage(vscode.l10n.t('The engine was restarted. Model: {0}.', name));
    } catch (error) {
      // The engine's state has the same error: it is shown once.
      reporter.error(error);
    }
  });
}
