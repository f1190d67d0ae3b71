import * as vscode from 'vscode';
import type { Reporter } from './reporter.js';

/** Long enough to be read, short enough to be gone before the next command. */
const confirmationMs = 5000;

/**
 * Registers commands that the user runs. An error of one is shown each time, because a command that fails silently looks
 * like one that does nothing.
 *
 * @param commands by their ids after `inkling.`.
 */
export function registerCommands(
  reporter: Pick<Reporter, 'commandFailed'>,
  commands: Readonly<Record<string, (argument: unknown) => unknown>>,
): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`inkling.${name}`, async (argument: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        reporter.commandFailed(error);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** Confirms in the status bar that a command has done its work, where a notification would be too much. */
export function confirm(text: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${text}`, confirmationMs);
}
