import * as vscode from 'vscode';
import { isSupported } from './inline/trigger.js';
import { blockedText, type SuggestionPolicy } from './policy/suggestionPolicy.js';
import { isReadOnly } from './readOnly.js';

/**
 * The reason why there can be no suggestions in a document, as a sentence, whatever is requested.
 *
 * @returns undefined if there can be some. Whether Inkling is turned off is another question.
 */
export async function unavailableText(
  document: vscode.TextDocument,
  policy: Pick<SuggestionPolicy, 'blockedFile'>,
): Promise<string | undefined> {
  if (!isSupported(document.uri)) return vscode.l10n.t("Inkling doesn't support this kind of document.");
  const blocked = policy.blockedFile(document.uri);
  if (blocked) return blockedText(blocked);
  return (await isReadOnly(document))
    ? vscode.l10n.t('This file is read-only, so there are no suggestions.')
    : undefined;
}
