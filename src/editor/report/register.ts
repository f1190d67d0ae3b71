import * as vscode from 'vscode';
import { reportIssue, type ReportParts } from './reportIssue.js';

/** "Inkling: Report Issue" and "Inkling: Show Log". */
export function registerReport(parts: ReportParts, log: vscode.OutputChannel): vscode.Disposable {
  const report = vscode.commands.registerCommand('inkling.reportIssue', async () => {
    try {
      await reportIssue(parts);
    } catch (error) {
      parts.reporter.error(error);
    }
  });
  return vscode.Disposable.from(
    report,
    vscode.commands.registerCommand('inkling.showLog', () => log.show()),
  );
}
