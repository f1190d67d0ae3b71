import * as vscode from 'vscode';
import { Disposable } from './disposable.js';
import type { Engine, EngineState } from '../engine/engine.js';
import type { Settings } from './settings.js';

/** Completions take milliseconds: an icon that flickers with every key would be noise. */
const workingAfterMs = 300;

/** The status bar's item: what Inkling is doing for the document that is being edited. */
export class StatusItem extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('inkling.status', vscode.StatusBarAlignment.Right, 100),
  );
  private workingTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Pick<Engine, 'state'>,
    private readonly settings: Settings,
    onDidChangeState: vscode.Event<EngineState>,
  ) {
    super();
    this.item.name = 'Inkling';
    this.item.command = 'inkling.menu';
    this.registerAll(
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      settings.onDidChange(() => this.show()),
      onDidChangeState((state) => this.update(state)),
    );
    this.show();
    this.item.show();
  }

  private update(state: EngineState): void {
    clearTimeout(this.workingTimer);
    if (state.kind === 'working') this.workingTimer = setTimeout(() => this.show(), workingAfterMs);
    else this.show();
  }

  override dispose(): void {
    clearTimeout(this.workingTimer);
    super.dispose();
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isOn = this.settings.get('enabled', document);
    const { state } = this.engine;
    const isFailed = isOn && state.kind === 'failed';
    const { icon, text, tooltip } = isOn ? describe(state) : offHere(document);
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = `${tooltip}\n\n${vscode.l10n.t('Click for options.')}`;
    this.item.accessibilityInformation = { label: tooltip, role: 'button' };
    this.item.backgroundColor = isFailed ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  }
}

interface Description {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
}

function offHere(document: vscode.TextDocument | undefined): Description {
  const tooltip = document
    ? vscode.l10n.t('Inkling is off for {0}.', document.languageId)
    : vscode.l10n.t('Inkling is off.');
  return { icon: 'circle-slash', text: 'Inkling', tooltip };
}

function describe(state: EngineState): Description {
  switch (state.kind) {
    case 'idle':
      return {
        icon: 'edit',
        text: 'Inkling',
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
        text: 'Inkling',
        tooltip: vscode.l10n.t('Inkling is ready. Model: {0}.', state.info.name),
      };
    case 'working':
      return {
        icon: 'loading~spin',
        text: 'Inkling',
        tooltip: vscode.l10n.t('Inkling is working. Model: {0}.', state.info.name),
      };
    case 'failed':
      return {
        icon: 'error',
        text: 'Inkling',
        tooltip: vscode.l10n.t("Inkling isn't working: {0}", state.error.message),
      };
  }
}
