import * as vscode from 'vscode';
import { fromPage, type FromPage, type ToPage } from '../../core/lens/messages.js';
import { Disposable } from '../disposable.js';
import { lensHtml, resourceRoots, type PageParts } from './lensHtml.js';

export const viewType = 'inkling.lens';

/** The lens' place in the window: a panel with a page in it, and the messages between them. */
export class LensPanel extends Disposable {
  private constructor(
    private readonly panel: vscode.WebviewPanel,
    page: PageParts,
    onMessage: (message: FromPage) => void,
    onClosed: (closed: LensPanel) => void,
  ) {
    super();
    panel.webview.options = { enableScripts: true, localResourceRoots: resourceRoots(page.extension) };
    panel.iconPath = vscode.Uri.joinPath(page.extension, 'media', 'icon.png');
    this.registerAll(
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = fromPage(data);
        if (message) onMessage(message);
      }),
      panel.onDidDispose(() => {
        super.dispose();
        onClosed(this);
      }),
    );
    panel.webview.html = lensHtml(panel.webview, page);
  }

  /** Opens the panel beside the editor and focuses it, since the user asked for it. */
  static open(
    page: PageParts,
    onMessage: (message: FromPage) => void,
    onClosed: (closed: LensPanel) => void,
  ): LensPanel {
    const title = vscode.l10n.t('Inkling: Explain Suggestion');
    return LensPanel.adopt(
      vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Beside),
      page,
      onMessage,
      onClosed,
    );
  }

  /** Takes over a panel from before the window was reloaded. */
  static adopt(
    panel: vscode.WebviewPanel,
    page: PageParts,
    onMessage: (message: FromPage) => void,
    onClosed: (closed: LensPanel) => void,
  ): LensPanel {
    return new LensPanel(panel, page, onMessage, onClosed);
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Messages to a hidden page are lost: it asks for everything when it is shown again. */
  post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  override dispose(): void {
    this.panel.dispose();
  }
}
