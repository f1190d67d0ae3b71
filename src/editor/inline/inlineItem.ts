import * as vscode from 'vscode';
import type { SuggestionItem } from '../../core/suggest/suggestionRequest.js';

/**
 * Converts a suggestion into VS Code's item. It replaces the closing brackets that its text includes, and the word that
 * the selected entry of the suggest widget replaces.
 */
export function inlineItemOf(
  { text, replaces }: SuggestionItem,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem {
  const start = selected ? selected.range.start : position;
  const end = (selected ? selected.range.end : position).translate(0, replaces);
  const item = new vscode.InlineCompletionItem((selected?.text ?? '') + text, new vscode.Range(start, end));
  if (selected) item.filterText = item.insertText as string;
  return item;
}
