import * as vscode from 'vscode';
import { Disposable } from './disposable.js';
import type { Engine, EngineState } from '../engine/engine.js';
import { languageName } from './languageNames.js';
import type { SuggestionPolicy } from './policy/suggestionPolicy.js';
import { describeServer } from './server/serverStatus.js';
import type { ServerAccess } from './server/serverAccess.js';
import type { Settings } from './settings.js';
import type { StatusDescription } from './statusDescription.js';
import { unavailableText } from './unavailable.js';

/** Completions take milliseconds: an icon that flickers with every key would be noise. */
const workingAfterMs = 300;

/** The dependencies of the status bar's item. */
export interface StatusParts {
  readonly engine: Pick<Engine, 'state'>;
  readonly server: Pick<ServerAccess, 'view' | 'onDidChange'>;
  readonly settings: Settings;
  readonly policy: Pick<SuggestionPolicy, 'blockedFile'>;
}

/** The status bar's item: what Inkling is doing for the document that is being edited, or why nothing. */
export class StatusItem extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('inkling.status', vscode.StatusBarAlignment.Right, 100),
  );
  private workingTimer: NodeJS.Timeout | undefined;
  /** Why there are no suggestions in the active document; undefined if there can be some. */
  private unavailable: string | undefined;

  constructor(
    private readonly parts: StatusParts,
    onDidChangeState: vscode.Event<EngineState>,
  ) {
    super();
    this.item.name = 'Inkling';
    this.item.command = 'inkling.menu';
    this.registerAll(
      vscode.window.onDidChangeActiveTextEditor(() => this.check()),
      // Also VS Code's own settings decide which files are read-only.
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('inkling') || event.affectsConfiguration('files')) this.check();
      }),
      onDidChangeState(() => this.update()),
      parts.server.onDidChange(() => this.update()),
    );
    this.check();
    this.item.show();
  }

  private update(): void {
    clearTimeout(this.workingTimer);
    const { engine, server } = this.parts;
    const { isWorking, state } = server.view;
    const isBusy = engine.state.kind === 'working' || isWorking || state.kind === 'connecting';
    if (isBusy) this.workingTimer = setTimeout(() => this.show(), workingAfterMs);
    else this.show();
  }

  override dispose(): void {
    clearTimeout(this.workingTimer);
    super.dispose();
  }

  /** Shows the state now, and once it is known whether there can be suggestions in the document. */
  private check(): void {
    const document = vscode.window.activeTextEditor?.document;
    this.unavailable = undefined;
    this.show();
    if (!document) return;
    void unavailableText(document, this.parts.policy).then((text) => {
      if (this.isDisposed || document !== vscode.window.activeTextEditor?.document) return;
      this.unavailable = text;
      this.show();
    });
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const { icon, text = 'Inkling', tooltip, level } = this.describe(document);
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = `${tooltip}\n\n${vscode.l10n.t('Click for options.')}`;
    this.item.accessibilityInformation = { label: tooltip, role: 'button' };
    this.item.backgroundColor = level && new vscode.ThemeColor(`statusBarItem.${level}Background`);
  }

  private describe(document: vscode.TextDocument | undefined): StatusDescription {
    const { engine, server, settings } = this.parts;
    if (!settings.get('enabled', document)) return offHere(document);
    const { state } = engine;
    const ofServer = describeServer(server.view, state);
    // The user has to fix what failed, whatever the document is.
    const isFailed = state.kind === 'failed' || ofServer?.level !== undefined;
    if (this.unavailable !== undefined && !isFailed) return { icon: 'circle-slash', tooltip: this.unavailable };
    return ofServer ?? describe(state);
  }
}

function offHere(document: vscode.TextDocument | undefined): StatusDescription {
  const tooltip = document
    ? vscode.l10n.t('Inkling is off for {0}.', languageName(document.languageId))
    : vscode.l10n.t('Inkling is off.');
  return { icon: 'circle-slash', tooltip };
}

function describe(state: EngineState): StatusDescription {
  switch (state.kind) {
    case 'idle':
      return {
        icon: 'edit',
        tooltip: vscode.l10n.t('Inkling is ready. The model loads with the first suggestion.'),
      };
    case 'loading': {
      const percent = Math.round(100 * state.share);
      return {
        icon: 'loading~spin',
        text: `Inkling ${percent}%`,
        tooltip: vscode.l10n.t('Inkling is loading its model: {0}%.', percent),
      };
    }
    case 'ready':
      return {
        icon: 'edit',
        tooltip: vscode.l10n.t('Inkling is ready. Model: {0}.', state.info.name),
      };
    case 'working':
      return {
        icon: 'loading~spin',
        tooltip: vscode.l10n.t('Inkling is working. Model: {0}.', state.info.name),
      };
    case 'failed':
      return {
        icon: 'error',
        level: 'error',
        tooltip: vscode.l10n.t("Inkling isn't working: {0}", state.error.message),
      };
  }
}
