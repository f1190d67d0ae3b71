import * as vscode from 'vscode';
import { reportIssue, type ReportParts } from './reportIssue.js';

/** "Inkling: Report an Issue". */
export function registerReport(parts: ReportParts): vscode.Disposable {
  return vscode.commands.registerCommand('inkling.reportIssue', async () => {
    try {
      await reportIssue(parts);
    } catch (error) {
      parts.reporter.error(error);
    }
  });
}
