import type * as vscode from 'vscode';
import type { CompletionRequest } from '../../core/request.js';
import { Disposable } from '../disposable.js';
import type { Settings } from '../settings.js';
import { Clipboard } from './clipboard.js';
import { RecentPlaces } from './recentPlaces.js';

/** What requests say of other files, as the settings wish it. */
export class PromptContext extends Disposable {
  private readonly recent = this.register(new RecentPlaces());
  private readonly clipboard: Clipboard;

  /** @param now a clock in milliseconds. */
  constructor(
    private readonly settings: Settings,
    now: () => number,
  ) {
    super();
    this.clipboard = new Clipboard(now);
  }

  of(document: vscode.TextDocument): Pick<CompletionRequest, 'context'> {
    const { settings } = this;
    const snippets = settings.get('context.snippets', document) && settings.get('workspace.learn', document);
    const clipboard = settings.get('context.clipboard', document) ? this.clipboard.lines : undefined;
    if (!snippets && clipboard === undefined) return {};
    const recent = this.recent.before(document);
    return { context: { snippets, recent, ...(clipboard === undefined ? {} : { clipboard }) } };
  }
}
