import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import type { Downloads } from './downloads.js';
import { percentOf, progressText } from './progressTexts.js';

/** A status bar item that is there while something is downloaded: the notification may have been put away. */
export class DownloadStatus extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('inkling.download', vscode.StatusBarAlignment.Right, 99),
  );

  constructor(private readonly downloads: Downloads) {
    super();
    this.item.name = vscode.l10n.t('Inkling: Download');
    this.item.command = 'inkling.chooseModel';
    this.register(downloads.onDidChange(() => this.show()));
  }

  private show(): void {
    const { all } = this.downloads;
    if (all.length === 0) return this.item.hide();
    const sum = (key: 'doneBytes' | 'totalBytes'): number =>
      all.reduce((total, { progress }) => total + progress[key], 0);
    this.item.text = `$(cloud-download) ${percentOf(sum('doneBytes'), sum('totalBytes'))}%`;
    const lines = all.map(({ model, progress }) =>
      vscode.l10n.t('Downloading {0}: {1}', model.title, progressText(progress)),
    );
    this.item.tooltip = lines.join('\n');
    this.item.accessibilityInformation = { label: lines.join(', '), role: 'button' };
    this.item.show();
  }
}
