import * as vscode from 'vscode';
import { languageOf } from '../../core/language/languageOf.js';
import { contextAtCursor } from '../../core/language/syntaxContext.js';
import { isSecretFile } from '../../core/policy/secretFiles.js';
import { cursorContextIn } from '../cursorContext.js';
import type { Settings } from '../settings.js';
import { isInDiff, isInNormalMode } from './editorState.js';
import type { FolderPolicies } from './folderPolicies.js';
import type { LinkedDocuments } from './linkedDocuments.js';
import type { OtherProviders } from './otherProviders.js';

/** Why Inkling does not even read a document. Asking does not change it. */
export type BlockedReason = 'off' | 'secret' | 'excluded';

/** Why Inkling shows nothing while the person types; who asks for a suggestion gets one. */
export type ManualOnlyReason = 'askedOnly' | 'others' | 'sourceControl' | 'diff' | 'normalMode' | 'comment' | 'string';

/** Where Inkling has no business, and where it speaks only when it is asked. */
export class SuggestionPolicy {
  constructor(
    private readonly settings: Settings,
    private readonly others: OtherProviders,
    private readonly policies: FolderPolicies,
    private readonly links: LinkedDocuments,
  ) {}

  /** Whether and why a document is closed to Inkling: no text of it gets into any prompt. */
  closed(document: vscode.TextDocument): BlockedReason | undefined {
    if (!this.settings.get('enabled', document)) return 'off';
    return this.unread(document.uri);
  }

  /** Whether and why a file is never read, not even on explicit request; checks an open document's link target, too. */
  unread(uri: vscode.Uri): Exclude<BlockedReason, 'off'> | undefined {
    const target = this.links.targetOf(uri);
    return this.unreadByName(uri) ?? (target === uri ? undefined : this.unreadByName(target));
  }

  private unreadByName(uri: vscode.Uri): Exclude<BlockedReason, 'off'> | undefined {
    if (isSecretFile(uri.path)) return 'secret';
    return this.policies.isExcluded(uri) ? 'excluded' : undefined;
  }

  /** Whether the index may learn from a file, as far as its folder's setting says. */
  isLearned(uri: vscode.Uri): boolean {
    return this.policies.isLearned(uri);
  }

  /** Whether and why Inkling says nothing by itself at this place; `closed` comes first. */
  quiet(document: vscode.TextDocument, position: vscode.Position): ManualOnlyReason | undefined {
    const { settings } = this;
    if (!settings.get('automatic', document)) return 'askedOnly';
    if (document.uri.scheme === 'vscode-scm' && !settings.get('suggestIn.sourceControl')) return 'sourceControl';
    if (!settings.get('suggestIn.diffs') && isInDiff(document)) return 'diff';
    if (isInNormalMode(document)) return 'normalMode';
    if (settings.get('besideOthers') !== 'suggest' && this.others.areActive()) return 'others';
    return this.quietContext(document, position);
  }

  private quietContext(document: vscode.TextDocument, position: vscode.Position): ManualOnlyReason | undefined {
    const inComments = this.settings.get('suggestIn.comments', document);
    const inStrings = this.settings.get('suggestIn.strings', document);
    if (inComments && inStrings) return undefined;
    const here = cursorContextIn(document, position);
    const context = contextAtCursor(languageOf(here), here.prefix);
    if (context === 'comment' && !inComments) return 'comment';
    return context === 'literal' && !inStrings ? 'string' : undefined;
  }
}

/** What to tell a person who asks in a document that is closed; `off` can be changed and is told elsewhere. */
export function closedText(reason: Exclude<BlockedReason, 'off'>): string {
  return reason === 'secret'
    ? vscode.l10n.t(
        'Inkling never reads files that may contain secrets, and the name of this file suggests that it does.',
      )
    : vscode.l10n.t('Inkling doesn\'t read this file because it matches the setting "inkling.exclude".');
}
