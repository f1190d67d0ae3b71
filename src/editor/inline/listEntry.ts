import * as vscode from 'vscode';
import { documentLength, endOf } from '../cursorContext.js';

/** Context key that is set while a suggestion extends the selected entry. */
const extendsListEntry = 'inkling.extendsListEntry';

/** An answer to VS Code. */
interface ListAnswer {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** The selected entry of the suggest widget; undefined if that is closed. */
  readonly selected: vscode.SelectedCompletionInfo | undefined;
  readonly item: vscode.InlineCompletionItem | undefined;
}

interface Extended {
  readonly document: vscode.TextDocument;
  /** The text of the entry. */
  readonly entry: string;
  readonly item: vscode.InlineCompletionItem;
  /** Number of characters after the entry that the item replaces. */
  readonly replaces: number;
  /** Lengths of the document's text after the cursor and after what the entry replaces, in UTF-16 code units. */
  readonly lengthAfterCursor: number;
  readonly lengthAfter: number;
}

/**
 * The suggestion that extends the selected entry of the suggest widget. The entry is accepted first, by VS Code itself,
 * because it may add an import; then the rest is inserted.
 */
export class ExtendedListEntry {
  private latest: Extended | undefined;
  private isKeySet = false;

  /** Notes the latest answer to VS Code. */
  answered({ document, position, selected, item }: ListAnswer): void {
    const isLonger = selected && item && (item.insertText as string).length > selected.text.length;
    this.latest = isLonger
      ? {
          ...{ document, item, entry: selected.text },
          replaces: item.range!.end.character - selected.range.end.character,
          lengthAfterCursor: documentLength(document) - document.offsetAt(position),
          lengthAfter: documentLength(document) - document.offsetAt(selected.range.end),
        }
      : undefined;
    this.updateKey();
  }

  /** Accepts the selected entry, and then the rest of the suggestion. */
  async accept(): Promise<void> {
    const { latest } = this;
    const editor = vscode.window.activeTextEditor;
    const isCurrent = latest && editor && isTypedAlong(editor, latest);
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    if (!isCurrent || !(await insertRest(editor, latest))) return;
    const { command } = latest.item;
    if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
  }

  private updateKey(): void {
    const isSet = this.latest !== undefined;
    if (isSet === this.isKeySet) return;
    this.isKeySet = isSet;
    void vscode.commands.executeCommand('setContext', extendsListEntry, isSet);
  }
}

/** Whether the user has typed nothing since the answer but the start of the suggestion. */
function isTypedAlong({ document, selection }: vscode.TextEditor, { item, ...latest }: Extended): boolean {
  const cursor = selection.active;
  if (document !== latest.document || cursor.isBefore(item.range!.start)) return false;
  const typed = document.getText(new vscode.Range(item.range!.start, cursor));
  const lengthAfterCursor = documentLength(document) - document.offsetAt(cursor);
  return lengthAfterCursor === latest.lengthAfterCursor && (item.insertText as string).startsWith(typed);
}

/** @returns false where the entry has become another text. */
async function insertRest(
  editor: vscode.TextEditor,
  { entry, item, replaces, lengthAfter }: Extended,
): Promise<boolean> {
  const { document } = editor;
  const offset = documentLength(document) - lengthAfter;
  const start = document.positionAt(offset);
  const accepted = document.getText(new vscode.Range(document.positionAt(offset - entry.length), start));
  if (accepted !== entry) return false;
  const rest = (item.insertText as string).slice(entry.length);
  const range = new vscode.Range(start, start.translate(0, replaces));
  const isInserted = await editor.edit((edit) => edit.replace(range, rest));
  const end = endOf(start, rest);
  // VS Code takes the cursor along with what is inserted, but not with what replaces something.
  if (isInserted) editor.selection = new vscode.Selection(end, end);
  return isInserted;
}
