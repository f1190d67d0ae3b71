import * as vscode from 'vscode';
import { registerCommands } from '../commands.js';
import { Disposable } from '../disposable.js';
import type { Reporter } from '../reporter.js';
import { issueUrl, partsOf } from './issueUrl.js';

const issueReporter = 'workbench.action.openIssueReporter';

/** The issue reporter of VS Code for the web drops the text of an issue: there, the form in the browser gets it. */
const isWeb = vscode.env.uiKind === vscode.UIKind.Web;

/** The actions above a report. They stay as long as the report is open, while the user describes the problem. */
export class ReportActions extends Disposable implements vscode.CodeLensProvider {
  private readonly reports = new Set<vscode.TextDocument>();
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly extension: vscode.Extension<unknown>,
    reporter: Reporter,
  ) {
    super();
    this.registerAll(
      vscode.languages.registerCodeLensProvider({ scheme: 'untitled', language: 'markdown' }, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.reports.delete(document)),
      registerCommands(reporter, { openReport: () => this.open(), copyReport: () => this.copy() }),
    );
  }

  /** Shows the actions above a document. */
  add(document: vscode.TextDocument): void {
    this.reports.add(document);
    this.changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.reports.has(document)) return [];
    const openTitle = isWeb ? vscode.l10n.t('Open GitHub Issue') : vscode.l10n.t('Open Issue Reporter');
    const actions: vscode.Command[] = [
      { title: `$(github) ${openTitle}`, command: 'inkling.openReport' },
      { title: `$(copy) ${vscode.l10n.t('Copy Report')}`, command: 'inkling.copyReport' },
    ];
    return actions.map((action) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), action));
  }

  /** Lets the user choose an action for the report in the active editor. @returns false if there is none. */
  async choose(): Promise<boolean> {
    const document = this.current;
    if (!document) return false;
    const items = this.provideCodeLenses(document).map(({ command }) => ({ label: command!.title, command: command! }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose an action') });
    if (chosen) await vscode.commands.executeCommand(chosen.command.command);
    return true;
  }

  private get current(): vscode.TextDocument | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && this.reports.has(document) ? document : undefined;
  }

  private async copy(): Promise<void> {
    if (!this.current) return;
    await vscode.env.clipboard.writeText(this.current.getText());
    void vscode.window.showInformationMessage(vscode.l10n.t('The report was copied to the clipboard.'));
  }

  /** Opens a form with the document's current text: what the user deleted is not sent. */
  private async open(): Promise<void> {
    const text = this.current?.getText();
    if (text === undefined || !(await this.mayOpen(text))) return;
    if (isWeb) return this.openForm(text);
    await vscode.commands.executeCommand(issueReporter, { extensionId: this.extension.id, issueBody: text });
  }

  private async mayOpen(text: string): Promise<boolean> {
    if (partsOf(text).description !== '') return true;
    const anyway = vscode.l10n.t('Continue Without');
    const message = vscode.l10n.t('The report has no description of the problem yet. Add one below "Description".');
    return (await vscode.window.showWarningMessage(message, anyway)) === anyway;
  }

  private async openForm(text: string): Promise<void> {
    const { bugs } = this.extension.packageJSON as { bugs: { url: string } };
    const { url, isCut } = issueUrl(bugs.url, partsOf(text));
    if (isCut) {
      await vscode.env.clipboard.writeText(text);
      const message = vscode.l10n.t('The report was copied to the clipboard. Paste it into the form.');
      void vscode.window.showInformationMessage(message);
    }
    // As a string: a Uri would encode the fields a second time.
    await vscode.commands.executeCommand('vscode.open', url);
  }
}
