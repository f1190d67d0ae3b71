import * as vscode from 'vscode';
import { UserError } from '../core/errors.js';
import { Disposable } from './disposable.js';
import { problemOf, type Problem } from './problem.js';

/** An action offered with a message. */
type Step = 'log' | 'settings';

const problemsKept = 10;

/** Shows the user problems that they can fix, once, and logs everything else. */
export class Reporter extends Disposable {
  private readonly shown = new Set<string>();

  private lastProblems: readonly Problem[] = [];
  private privateTexts: () => readonly string[] = () => [];

  constructor(private readonly log: vscode.LogOutputChannel) {
    super();
  }

  /** What went wrong last, the newest at the end. */
  get recent(): readonly Problem[] {
    return this.lastProblems;
  }

  /** A `UserError` is shown with the next step, the same one once; anything else is a bug and goes to the log. */
  error(error: unknown): void {
    // What was under way fails as the editor ends, and the log throws once it is closed.
    if (this.isDisposed) return;
    if (!(error instanceof UserError)) {
      this.remember(problemOf(error));
      this.log.error(this.logged(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      return;
    }
    this.remember({ message: error.message });
    if (this.shown.has(error.message)) return;
    this.shown.add(error.message);
    this.log.warn(this.logged(error.message));
    this.offer('showErrorMessage', error.message, ['settings', 'log'], 'inkling');
  }

  /** An error of a command that the user ran: shown even if it was before, and of a bug at least that it happened. */
  commandFailed(error: unknown): void {
    if (this.isDisposed) return;
    this.forget();
    this.error(error);
    if (error instanceof UserError) return;
    const message = vscode.l10n.t('Something went wrong. See the log for details. Restarting the engine may help.');
    this.offer('showErrorMessage', message, ['log'], 'inkling');
  }

  /** A setting that has a wrong value. */
  wrongSetting(message: string, setting: string): void {
    this.remember({ message });
    this.log.warn(message);
    this.offer('showWarningMessage', message, ['settings'], setting);
  }

  /** A message that the user should see but need not act on. */
  notice(message: string): void {
    this.remember({ message });
    this.log.warn(message);
    this.offer('showWarningMessage', message, ['log'], 'inkling');
  }

  /** Logs a message that reports no problem. */
  info(message: string): void {
    this.log.info(message);
  }

  /** Logs a message that is shown elsewhere, and remembers it for a report. */
  note(message: string): void {
    this.remember({ message });
    this.log.warn(this.logged(message));
  }

  /**
   * Keeps texts out of the log, which users may send to others.
   *
   * @param texts such as the names of a team's servers, the longest first, as they are when something is logged.
   */
  keepOutOfLog(texts: () => readonly string[]): void {
    this.privateTexts = texts;
  }

  /** Lets earlier messages be shown again, such as after a restart by the user. */
  forget(): void {
    this.shown.clear();
  }

  private logged(message: string): string {
    return this.privateTexts().reduce((text, name) => text.replaceAll(name, '…'), message);
  }

  private remember(problem: Problem): void {
    if (this.lastProblems.at(-1)?.message === problem.message) return;
    this.lastProblems = [...this.lastProblems, problem].slice(-problemsKept);
  }

  private offer(
    show: 'showErrorMessage' | 'showWarningMessage',
    message: string,
    steps: readonly Step[],
    setting: string,
  ): void {
    const titles = { log: vscode.l10n.t('Show Log'), settings: vscode.l10n.t('Open Settings') };
    const items = steps.map((step) => ({ title: titles[step], step }));
    vscode.window[show](message, ...items).then(
      (chosen) => {
        if (chosen?.step === 'log') this.log.show();
        if (chosen?.step === 'settings') void vscode.commands.executeCommand('workbench.action.openSettings', setting);
      },
      (error: unknown) => this.error(error),
    );
  }
}
