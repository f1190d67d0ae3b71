import * as vscode from 'vscode';
import type { Engine, EngineState } from '../engine/engine.js';
import type { Settings } from './settings.js';

/** Completions are over in milliseconds: a sign that comes and goes with every key would be noise. */
const workingAfterMs = 300;

/** The status bar's item: what Inkling is doing for the document that is being edited. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('inkling.status', vscode.StatusBarAlignment.Right, 100);
  private readonly subscriptions: vscode.Disposable[];
  private workingTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Pick<Engine, 'state'>,
    private readonly settings: Settings,
  ) {
    this.item.name = 'Inkling';
    this.item.command = 'inkling.menu';
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      settings.onDidChange(() => this.show()),
    ];
    this.show();
    this.item.show();
  }

  /** The engine's state has changed. */
  update(state: EngineState): void {
    clearTimeout(this.workingTimer);
    if (state.kind === 'working') this.workingTimer = setTimeout(() => this.show(), workingAfterMs);
    else this.show();
  }

  dispose(): void {
    clearTimeout(this.workingTimer);
    this.subscriptions.forEach((subscription) => void subscription.dispose());
    this.item.dispose();
  }

  private show(): void {
    const document = vscode.window.activeTextEditor?.document;
    const isOn = this.settings.get('enabled', document);
    const { state } = this.engine;
    const isFailed = isOn && state.kind === 'failed';
    const { icon, text, tooltip } = isOn ? describe(state) : offHere(document);
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = `${tooltip}\n\nClick for what can be done.`;
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
  const where = document ? ` for ${document.languageId}` : '';
  return { icon: 'circle-slash', text: 'Inkling', tooltip: `Inkling is off${where}.` };
}

function describe(state: EngineState): Description {
  switch (state.kind) {
    case 'idle':
      return { icon: 'edit', text: 'Inkling', tooltip: 'Inkling is ready. The model loads with the first suggestion.' };
    case 'loading': {
      const percent = Math.round(100 * state.share);
      return {
        icon: 'loading~spin',
        text: `Inkling ${percent} %`,
        tooltip: `Inkling is loading its model: ${percent} %.`,
      };
    }
    case 'ready':
      return { icon: 'edit', text: 'Inkling', tooltip: `Inkling is ready. Model: ${state.info.name}.` };
    case 'working':
      return { icon: 'loading~spin', text: 'Inkling', tooltip: `Inkling is writing. Model: ${state.info.name}.` };
    case 'failed':
      return { icon: 'error', text: 'Inkling', tooltip: `Inkling does not work: ${state.error.message}` };
  }
}
