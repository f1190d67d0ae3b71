import * as vscode from 'vscode';
import { languageOf } from '../../core/language/languageOf.js';
import { contextAtCursor } from '../../core/language/syntaxContext.js';
import { isSecretFile } from '../../core/policy/secretFiles.js';
import type { CursorSnapshot } from '../cursorContext.js';
import { foreignKind, type ForeignKind } from './documentKinds.js';
import { isInDiff, isInNormalMode } from './editorState.js';
import type { FolderPolicies } from './folderPolicies.js';
import type { LinkedDocuments } from './linkedDocuments.js';
import type { OtherProviders } from './otherProviders.js';

/** Why Inkling does not even read a document, not even on explicit request. */
export type BlockedReason = 'off' | BlockedFileReason;
type BlockedFileReason = ForeignKind | 'secret' | 'excluded';

/** Why Inkling suggests nothing while the user types, but does on explicit request. */
export type ManualOnlyReason = 'askedOnly' | 'others' | 'sourceControl' | 'diff' | 'normalMode' | 'comment' | 'string';

/** Decides where Inkling suggests while typing, where only on explicit request, and where never. */
export class SuggestionPolicy {
  constructor(
    private readonly others: OtherProviders,
    private readonly policies: FolderPolicies,
    private readonly links: LinkedDocuments,
  ) {}

  /** Whether and why Inkling does nothing in a document: no text of it gets into any prompt. */
  blocked({ document, settings }: Pick<CursorSnapshot, 'document' | 'settings'>): BlockedReason | undefined {
    return settings.get('enabled') ? this.blockedFile(document.uri) : 'off';
  }

  /** Whether and why a file is never read, not even on explicit request; checks an open document's link target, too. */
  blockedFile(uri: vscode.Uri): BlockedFileReason | undefined {
    const target = this.links.targetOf(uri);
    return foreignKind(uri) ?? this.blockedByName(uri) ?? (target === uri ? undefined : this.blockedByName(target));
  }

  private blockedByName(uri: vscode.Uri): BlockedFileReason | undefined {
    if (isSecretFile(uri.path)) return 'secret';
    return this.policies.isExcluded(uri) ? 'excluded' : undefined;
  }

  /** Whether the index may learn from a file, as far as its folder's setting says. */
  mayLearn(uri: vscode.Uri): boolean {
    return this.policies.mayLearn(uri);
  }

  /** Whether and why Inkling suggests nothing here while the user types; `blocked` comes first. */
  manualOnly(cursor: CursorSnapshot): ManualOnlyReason | undefined {
    const { document, settings } = cursor;
    if (!settings.get('automatic')) return 'askedOnly';
    if (document.uri.scheme === 'vscode-scm' && !settings.get('suggestIn.sourceControl')) return 'sourceControl';
    if (!settings.get('suggestIn.diffs') && isInDiff(document)) return 'diff';
    if (isInNormalMode(document)) return 'normalMode';
    if (settings.get('besideOthers') !== 'suggest' && this.others.areActive()) return 'others';
    return this.manualOnlySyntax(cursor);
  }

  private manualOnlySyntax(cursor: CursorSnapshot): ManualOnlyReason | undefined {
    const inComments = cursor.settings.get('suggestIn.comments');
    const inStrings = cursor.settings.get('suggestIn.strings');
    if (inComments && inStrings) return undefined;
    const { context } = cursor;
    const syntax = contextAtCursor(languageOf(context), context.prefix);
    if (syntax === 'comment' && !inComments) return 'comment';
    return syntax === 'literal' && !inStrings ? 'string' : undefined;
  }
}

/** The message for an explicit request in a document in which there are no suggestions. */
export function blockedText(reason: BlockedFileReason): string {
  switch (reason) {
    case 'secret':
      return vscode.l10n.t(
        'Inkling never reads files that may contain secrets, and the name of this file suggests that it does.',
      );
    case 'excluded':
      return vscode.l10n.t('Inkling doesn\'t read this file because it matches the setting "inkling.exclude".');
    case 'output':
      return vscode.l10n.t('Inkling makes no suggestions in output.');
    case 'chat':
      return vscode.l10n.t('Inkling makes no suggestions in chats.');
    case 'search':
      return vscode.l10n.t('Inkling makes no suggestions in search results.');
    case 'internal':
      return vscode.l10n.t("Inkling doesn't support this kind of document.");
  }
}
