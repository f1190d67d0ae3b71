import * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import { ReportActions } from './reportActions.js';
import { reportIssue, type ReportSources } from './reportIssue.js';

/** "Inkling: Report Issue" and "Inkling: Show Log". */
export function registerReport(sources: ReportSources, log: vscode.OutputChannel): vscode.Disposable {
  const { reporter, extension } = sources;
  const actions = new ReportActions(extension, reporter);
  return vscode.Disposable.from(
    actions,
    registerCommands(reporter, {
      reportIssue: () => reportIssue(sources, actions),
      showLog: () => log.show(),
    }),
  );
}
