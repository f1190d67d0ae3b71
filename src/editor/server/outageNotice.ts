import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { ServerError } from '../../core/server/serverError.js';
import type { Reporter } from '../reporter.js';
import { meanwhileText } from './serverStatus.js';
import type { ServerView } from './serverView.js';

/** A server that works for less than this between two failures has one outage, not two. */
const recoveredAfterMs = 60_000;

/** The dependencies of the notice. */
export interface OutageParts {
  readonly log: vscode.LogOutputChannel;
  readonly reporter: Pick<Reporter, 'note' | 'error'>;
  readonly now: () => number;
}

/** Tells the user once of each outage of the server, and the log of its end. */
export class OutageNotice {
  private isOut = false;
  private readySinceMs: number | undefined;

  constructor(private readonly parts: OutageParts) {}

  /** Call it whenever the view has changed. */
  update({ state }: ServerView): void {
    if (state.kind === 'ready') this.recovered();
    if (state.kind === 'failed') this.failed(state.error);
  }

  /** The next failure is another outage: the user has changed something. */
  forget(): void {
    this.isOut = false;
    this.readySinceMs = undefined;
  }

  private recovered(): void {
    if (this.readySinceMs !== undefined) return;
    this.readySinceMs = this.parts.now();
    this.parts.log.info('The server is ready.');
  }

  private failed(error: Error): void {
    const { now, log, reporter } = this.parts;
    const hasRecovered = this.readySinceMs !== undefined && now() - this.readySinceMs >= recoveredAfterMs;
    this.readySinceMs = undefined;
    if (this.isOut && !hasRecovered) return;
    this.isOut = true;
    // A bug has no place in a list of outages: the log gets its stack.
    if (error instanceof UserError) reporter.note(error.message);
    else reporter.error(error);
    show(error).catch((failure: unknown) => log.error(String(failure)));
  }
}

async function show(error: Error): Promise<void> {
  const isKey = error instanceof ServerError && error.kind === 'unauthorized';
  const step = isKey ? vscode.l10n.t('Set API Key') : vscode.l10n.t('Try Again');
  const settings = vscode.l10n.t('Open Settings');
  const message = meanwhileText(error);
  const chosen = await vscode.window.showWarningMessage(message, step, settings);
  if (chosen === step) await vscode.commands.executeCommand(isKey ? 'inkling.setServerKey' : 'inkling.reconnectServer');
  if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.server');
}
