import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';

const scheme = 'inkling-preview';

/** Two texts side by side in an editor beside, which shows others as they are told. */
export class DiffPreview extends Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  private readonly before: vscode.Uri;
  private readonly after: vscode.Uri;
  private opening: Promise<unknown> | undefined;

  /**
   * @param name the file's, for its language.
   * @param line where the texts differ.
   */
  constructor(
    private readonly name: string,
    private readonly line: number,
  ) {
    super();
    this.before = vscode.Uri.from({ scheme, path: `/before/${name}` });
    this.after = vscode.Uri.from({ scheme, path: `/after/${name}` });
    this.register(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.path) ?? '',
      }),
    );
  }

  /** Shows two texts; the keyboard stays where it is. */
  async show(before: string, after: string): Promise<void> {
    this.tell(this.before, before);
    this.tell(this.after, after);
    const place = new vscode.Range(this.line, 0, this.line, 0);
    const options = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true, selection: place };
    const title = vscode.l10n.t('{0}: without and with the generated text', this.name);
    const open = (): Thenable<unknown> =>
      vscode.commands.executeCommand('vscode.diff', this.before, this.after, title, options);
    this.opening ??= Promise.resolve(open());
    try {
      await this.opening;
    } catch (error) {
      // The next call opens it again.
      this.opening = undefined;
      throw error;
    }
  }

  /** Closes the editor. */
  async close(): Promise<void> {
    await this.opening;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === scheme,
    );
    if (own.length > 0) await vscode.window.tabGroups.close(own, true);
  }

  private tell(uri: vscode.Uri, text: string): void {
    if (this.texts.get(uri.path) === text) return;
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
  }
}
