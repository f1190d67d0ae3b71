import type * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import { reportIssue, type ReportParts } from './reportIssue.js';

/** "Inkling: Report Issue" and "Inkling: Show Log". */
export function registerReport(parts: ReportParts, log: vscode.OutputChannel): vscode.Disposable {
  return registerCommands(parts.reporter, {
    reportIssue: () => reportIssue(parts),
    showLog: () => log.show(),
  });
}
