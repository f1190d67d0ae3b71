import * as vscode from 'vscode';
import type { CompletionRequest } from '../../core/request.js';
import { UserError } from '../../core/errors.js';
import type { FromPage, NextStep, ExplainedContext } from '../../core/lens/messages.js';
import type { Engine } from '../../engine/engine.js';
import { Disposable } from '../disposable.js';
import type { Reporter } from '../reporter.js';
import { blockedText, type SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { ServerAccess } from '../server/serverAccess.js';
import type { Settings } from '../settings.js';
import { confirmWrite } from './confirmWrite.js';
import { Explainer } from './explainer.js';
import type { Completed, LastCompletion } from './lastCompletion.js';
import type { PageParts } from './lensHtml.js';
import { LensPanel } from './lensPanel.js';
import { builtInEngine, serverEngine } from './lensEngines.js';
import { PatientEngine } from './patientEngine.js';
import { pageTexts } from './texts.js';
import { writeSliders } from './writeSliders.js';

/** What the lens works with. */
export interface LensParts {
  readonly engine: Pick<Engine, 'state' | 'complete' | 'step'>;
  readonly server: Pick<ServerAccess, 'server' | 'choice'>;
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly policy: SuggestionPolicy;
  readonly last: LastCompletion;
  /** What is asked at a place while typing there. */
  readonly requestAt: (document: vscode.TextDocument, position: vscode.Position) => CompletionRequest;
  readonly page: PageParts;
}

/** A user who keeps typing needs the engine; the lens follows after a pause. */
const followsAfterMs = 250;

/** "Inkling: Explain Suggestion": shows how the last completion came about and its alternatives. */
export class Lens extends Disposable {
  private panel: LensPanel | undefined;
  private readonly explainer: Explainer;
  private shown: ExplainedContext = { kind: 'empty' };
  private isFollowing = true;
  private timer: NodeJS.Timeout | undefined;
  /** Aborts the requests of an explanation that is no longer shown. */
  private asking = new AbortController();
  private editor = vscode.window.activeTextEditor;

  constructor(private readonly parts: LensParts) {
    super();
    const { engine, server, settings, last } = parts;
    const engines = {
      builtIn: new PatientEngine(builtInEngine(engine)),
      server: new PatientEngine(serverEngine(server.server)),
      isServerAlone: () => server.choice === 'server' && server.server.state.kind === 'ready',
    };
    this.explainer = new Explainer(engines, settings);
    this.registerAll(
      last.onDidChange(() => this.followSoon()),
      settings.onDidChange((event) => this.settingsChanged(event)),
      // While the page has the focus there is no active editor.
      vscode.window.onDidChangeActiveTextEditor((editor) => (this.editor = editor ?? this.editor)),
    );
  }

  /** Opens the lens, or shows it, with the last completion in the active editor; where there is none, with a new one. */
  async show(): Promise<void> {
    const { activeTextEditor } = vscode.window;
    const last = this.parts.last.value;
    const isLastHere = last && (!activeTextEditor || activeTextEditor.document === last.document);
    if (this.panel) this.panel.reveal();
    else this.open();
    await (isLastHere ? this.explain(last) : this.explainHere());
  }

  /** Goes on in a panel of before a reload; what it showed is gone. */
  restore(panel: vscode.WebviewPanel): void {
    if (this.panel) {
      panel.dispose();
      return;
    }
    this.panel = LensPanel.adopt(panel, this.parts.page, ...this.panelEvents());
  }

  override dispose(): void {
    clearTimeout(this.timer);
    this.asking.abort();
    super.dispose();
    this.panel?.dispose();
  }

  private open(): void {
    this.isFollowing = true;
    this.panel = LensPanel.open(this.parts.page, ...this.panelEvents());
  }

  private panelEvents(): [(message: FromPage) => void, (closed: LensPanel) => void] {
    const onMessage = (message: FromPage): void => {
      // A message of the page is an action of the user.
      this.receive(message).catch((error: unknown) => this.parts.reporter.commandFailed(error));
    };
    const onClosed = (closed: LensPanel): void => {
      if (closed !== this.panel) return;
      clearTimeout(this.timer);
      this.asking.abort();
      this.panel = undefined;
      this.shown = { kind: 'empty' };
    };
    return [onMessage, onClosed];
  }

  private async receive(message: FromPage): Promise<void> {
    const { explainer, panel } = this;
    switch (message.kind) {
      case 'ready':
        panel?.post({ kind: 'hello', texts: pageTexts(), isFollowing: this.isFollowing });
        return panel?.post({ kind: 'shown', shown: this.shown });
      case 'follow':
        this.isFollowing = message.isFollowing;
        return this.followSoon();
      case 'step':
        return this.sendStep(message.number, message.index);
      case 'continue':
        if (!explainer.completed || !explainer.isCurrent(message.number)) return;
        if (!explainer.hasAlternative(message.index, message.id)) return;
        return this.explain(explainer.completed, [...explainer.idsBefore(message.index), message.id]);
      case 'restore':
        return explainer.completed && this.explain(explainer.completed);
      case 'contest':
        return this.sendContest(message);
      case 'write': {
        const { settings, reporter } = this.parts;
        const document = explainer.completed?.document;
        const written = await writeSliders(settings, message.sliders, document);
        confirmWrite(written, document).catch((error: unknown) => reporter.commandFailed(error));
        const sampling = { ...settings.at(document).samplingNumbers(0), ...message.sliders };
        return panel?.post({ kind: 'written', sampling });
      }
      case 'next':
        return this.takeStep(message.step);
    }
  }

  private async takeStep(step: NextStep): Promise<void> {
    switch (step) {
      case 'explainHere':
        return this.explainHere();
      case 'restart':
        await vscode.commands.executeCommand('inkling.restart');
        return this.explainAgain();
      case 'openSettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling');
        return;
      case 'showLog':
        await vscode.commands.executeCommand('inkling.showLog');
    }
  }

  /** Explains what would be suggested at the cursor of the editor that was active last. */
  private async explainHere(): Promise<void> {
    const { editor } = this;
    if (!editor || editor.document.isClosed) return this.setShown({ kind: 'empty' });
    const { document, selection } = editor;
    const blocked = this.parts.policy.blockedFile(document.uri);
    if (blocked) return this.setShown({ kind: 'closed', message: blockedText(blocked) });
    const position = selection.active;
    await this.explain({ document, position, request: this.parts.requestAt(document, position) });
  }

  /** Explains the same place once more, as another model or a new engine does. */
  private explainAgain(): Promise<void> {
    const completed = this.explainer.completed ?? this.parts.last.value;
    return completed ? this.explain(completed) : this.explainHere();
  }

  private async explain(completed: Completed, begin: readonly number[] = []): Promise<void> {
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    if (this.shown.kind !== 'explained') this.setShown({ kind: 'waiting' });
    this.panel?.post({ kind: 'busy', isBusy: true });
    try {
      const explanation = await this.explainer.explain(completed, begin, signal);
      if (explanation && !signal.aborted) this.setShown({ kind: 'explained', explanation });
    } catch (error) {
      if (!signal.aborted) this.setShown({ kind: 'failed', message: this.messageOf(error) });
    } finally {
      if (!signal.aborted) this.panel?.post({ kind: 'busy', isBusy: false });
    }
  }

  private stopAsking(): void {
    this.asking.abort();
    this.panel?.post({ kind: 'busy', isBusy: false });
  }

  private messageOf(error: unknown): string {
    if (error instanceof UserError) return error.message;
    this.parts.reporter.error(error);
    return vscode.l10n.t('Something went wrong. See the log for details. Restarting the engine may help.');
  }

  private async sendStep(number: number, index: number): Promise<void> {
    if (!this.explainer.isCurrent(number)) return;
    const { signal } = this.asking;
    const choice = await this.explainer.step(index, signal);
    if (choice && !signal.aborted) this.panel?.post({ kind: 'step', number, index, choice });
  }

  private async sendContest({ number, sliders, seed }: Extract<FromPage, { kind: 'contest' }>): Promise<void> {
    if (!this.explainer.isCurrent(number)) return;
    const { signal } = this.asking;
    const contest = await this.explainer.contest(sliders, seed, signal);
    if (contest && !signal.aborted) this.panel?.post({ kind: 'contest', number, contest });
  }

  private followSoon(): void {
    clearTimeout(this.timer);
    if (!this.panel || !this.isFollowing) return;
    this.timer = setTimeout(() => {
      const last = this.parts.last.value;
      if (last && last !== this.explainer.completed) void this.explain(last);
    }, followsAfterMs);
  }

  private settingsChanged(event: vscode.ConfigurationChangeEvent): void {
    if (!this.panel) return;
    if (event.affectsConfiguration('inkling.model.folder')) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.explainAgain(), followsAfterMs);
    }
    const { completed } = this.explainer;
    if (!completed) return;
    const sampling = this.parts.settings.at(completed.document).samplingNumbers(0);
    const { shown } = this;
    if (shown.kind === 'explained') this.shown = { ...shown, explanation: { ...shown.explanation, sampling } };
    this.panel.post({ kind: 'settings', sampling });
  }

  private setShown(shown: ExplainedContext): void {
    if (shown.kind === 'empty' || shown.kind === 'closed') this.stopAsking();
    this.shown = shown;
    this.panel?.post({ kind: 'shown', shown });
  }
}
