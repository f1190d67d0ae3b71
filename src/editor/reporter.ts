import * as vscode from 'vscode';
import { UserError } from '../core/errors.js';

const showLog = 'Show Log';
const openSettings = 'Open Settings';

/** Tells the person what they can mend, once, and the log everything else. */
export class Reporter {
  private readonly shown = new Set<string>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** A `UserError` is shown with the next step, the same one once; anything else is a bug and goes to the log. */
  error(error: unknown): void {
    if (!(error instanceof UserError)) {
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return;
    }
    if (this.shown.has(error.message)) return;
    this.shown.add(error.message);
    this.log.warn(error.message);
    this.offer(vscode.window.showErrorMessage(error.message, openSettings, showLog), 'inkling');
  }

  /** A setting that has a wrong value. */
  wrongSetting(message: string, setting: string): void {
    this.log.warn(message);
    this.offer(vscode.window.showWarningMessage(message, openSettings), setting);
  }

  /** Something the person should know but need not act on. */
  notice(message: string): void {
    this.log.warn(message);
    this.offer(vscode.window.showWarningMessage(message, showLog), 'inkling');
  }

  /** The person asked for a new start: what was shown may be shown again. */
  forget(): void {
    this.shown.clear();
  }

  private offer(choice: Thenable<string | undefined>, setting: string): void {
    choice.then(
      (chosen) => {
        if (chosen === showLog) this.log.show();
        if (chosen === openSettings) void vscode.commands.executeCommand('workbench.action.openSettings', setting);
      },
      (error: unknown) => this.error(error),
    );
  }
}
