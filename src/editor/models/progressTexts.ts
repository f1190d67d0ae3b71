import * as vscode from 'vscode';
import { sizeText } from '../../core/sizeText.js';
import type { DownloadProgress } from '../../models/downloadRun.js';

/** The share of a download that is there, in whole percent; 100 only when all is. */
export const percentOf = (done: number, total: number): number => (total === 0 ? 0 : Math.floor((100 * done) / total));

/** A time as people say it: `8 s`, `5 min`, `2 h`. */
function timeText(seconds: number): string {
  if (seconds < 90) return vscode.l10n.t('{0} s', Math.max(1, Math.round(seconds)));
  if (seconds < 90 * 60) return vscode.l10n.t('{0} min', Math.round(seconds / 60));
  return vscode.l10n.t('{0} h', Math.round(seconds / 3600));
}

/** What a download is doing, in one line. */
export function progressText({ kind, doneBytes, totalBytes, bytesPerSecond, waitMs }: DownloadProgress): string {
  const percent = percentOf(doneBytes, totalBytes);
  switch (kind) {
    case 'asking':
      return vscode.l10n.t('requesting files…');
    case 'checking':
      return vscode.l10n.t('verifying the download…');
    case 'waiting':
      return vscode.l10n.t('server not responding, retrying in {0}…', timeText((waitMs ?? 0) / 1000));
    case 'loading':
      if (bytesPerSecond === 0) return vscode.l10n.t('{0}% of {1}', percent, sizeText(totalBytes));
      return vscode.l10n.t(
        '{0}% of {1}, {2}/s, {3} left',
        percent,
        sizeText(totalBytes),
        sizeText(bytesPerSecond),
        timeText((totalBytes - doneBytes) / bytesPerSecond),
      );
  }
}
