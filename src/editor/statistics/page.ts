import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import type { Reporter } from '../reporter.js';
import { pageHtml } from './pageHtml.js';
import type { StatisticsRecorder } from './recorder.js';

/** Minimum time between two updates of a visible page. */
const drawAfterMs = 1000;

/** "Inkling: Statistics": a page without a script; its buttons are links to commands. */
export class StatisticsPage extends Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly recorder: StatisticsRecorder,
    private readonly today: () => string,
    private readonly reporter: Reporter,
    private readonly nonce: string,
  ) {
    super();
    this.register(recorder.onDidChange(() => this.drawLater()));
  }

  async show(): Promise<void> {
    if (this.panel) this.panel.reveal();
    else this.open();
    await this.draw();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
    this.panel?.dispose();
  }

  private open(): void {
    const title = vscode.l10n.t('Inkling: Statistics');
    const panel = vscode.window.createWebviewPanel('inkling.statistics', title, vscode.ViewColumn.Active, {
      enableCommandUris: ['inkling.resetStatistics'],
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidChangeViewState(() => this.drawLater());
    panel.onDidDispose(() => {
      this.panel = undefined;
      clearTimeout(this.timer);
      this.timer = undefined;
    });
    this.panel = panel;
  }

  private drawLater(): void {
    if (!this.panel?.visible) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.panel?.visible) void this.draw();
    }, drawAfterMs);
  }

  private async draw(): Promise<void> {
    try {
      const statistics = await this.recorder.all();
      if (!this.panel) return;
      const { today, nonce } = this;
      const html = pageHtml({ statistics, today: today(), language: vscode.env.language, nonce });
      // The scroll position stays while nothing changes.
      if (html !== this.panel.webview.html) this.panel.webview.html = html;
    } catch (error) {
      this.reporter.error(error);
    }
  }
}
