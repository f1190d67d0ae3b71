import type * as vscode from 'vscode';
import type { CompletionRequest } from '../../core/request.js';
import { Disposable } from '../disposable.js';
import type { SettingsSnapshot } from '../settingsSnapshot.js';
import { Clipboard } from './clipboard.js';
import { RecentPlaces } from './recentPlaces.js';

/** The parts of requests that come from other files and the clipboard, as the settings allow. */
export class PromptContext extends Disposable {
  private readonly recent = this.register(new RecentPlaces());
  private readonly clipboard: Clipboard;

  /** @param now a clock in milliseconds. */
  constructor(now: () => number) {
    super();
    this.clipboard = new Clipboard(now);
  }

  of(document: vscode.TextDocument, settings: SettingsSnapshot): Pick<CompletionRequest, 'context'> {
    const snippets = settings.get('context.snippets') && settings.get('workspace.learn');
    const clipboard = settings.get('context.clipboard') ? this.clipboard.lines : undefined;
    if (!snippets && clipboard === undefined) return {};
    const recent = this.recent.before(document);
    return { context: { snippets, recent, ...(clipboard === undefined ? {} : { clipboard }) } };
  }
}
