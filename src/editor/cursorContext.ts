import * as vscode from 'vscode';
import { normalize } from '../core/prompt/lineEndings.js';
import { pathForLanguage } from '../core/language/languagePath.js';
import { tidyEnd, tidyStart, windowAround } from '../core/prompt/window.js';
import type { CursorContext } from '../core/suggest/cursorContext.js';
import type { SettingsSnapshot } from './settingsSnapshot.js';

/** The text around the cursor, cut to what can matter; the rest of a large file is not touched. */
export function cursorContextIn(document: vscode.TextDocument, position: vscode.Position): CursorContext {
  const cursor = document.offsetAt(position);
  const line = document.lineAt(position.line);
  const length = documentLength(document);
  const { start, end } = windowAround(cursor, document.offsetAt(line.range.end), length);
  const textIn = (from: vscode.Position, to: vscode.Position): string =>
    normalize(document.getText(new vscode.Range(from, to)));
  // Two characters end a line of such a file, one of the normalized text.
  const isCrLf = document.eol === vscode.EndOfLine.CRLF;
  return {
    document: document.uri.toString(),
    path: promptPath(document),
    languageId: document.languageId,
    offset: cursor - (isCrLf ? position.line : 0),
    prefix: tidyStart(textIn(document.positionAt(start), position), start === 0),
    suffix: tidyEnd(textIn(position, document.positionAt(end))),
  };
}

/** A cursor with its document's settings and the text around it, each read once for one request. */
export class CursorSnapshot {
  private around: CursorContext | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    readonly position: vscode.Position,
    readonly settings: SettingsSnapshot,
  ) {}

  /** Read when first needed: many keys get no suggestion for reasons that need no text. */
  get context(): CursorContext {
    return (this.around ??= cursorContextIn(this.document, this.position));
  }
}

/** Length in UTF-16 code units; a line end counts as in the document. */
export const documentLength = (document: vscode.TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);

/** The context as it will be once the item selected in the suggest widget is accepted. */
export function withSelected(
  context: CursorContext,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo,
): CursorContext {
  const replaced = position.character - selected.range.start.character;
  const text = normalize(selected.text);
  const replacedAfter = selected.range.end.character - position.character;
  return {
    ...context,
    offset: context.offset - replaced + text.length,
    prefix: context.prefix.slice(0, context.prefix.length - replaced) + text,
    suffix: context.suffix.slice(replacedAfter),
  };
}

/** The end of a text that was inserted at a position. */
export function endOf({ line, character }: vscode.Position, text: string): vscode.Position {
  const lines = text.split('\n');
  const lastLength = lines.at(-1)!.length;
  return new vscode.Position(line + lines.length - 1, lines.length > 1 ? lastLength : character + lastLength);
}

/** The path in the prompt: the user's name for the file, within the workspace. */
export function promptPath(document: vscode.TextDocument): string | undefined {
  const isNamed = !document.isUntitled && document.uri.scheme !== 'vscode-notebook-cell';
  if (!isNamed) return pathForLanguage(document.languageId);
  const relative = vscode.workspace.asRelativePath(document.uri);
  const isInside = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
  return isInside ? relative : relative.slice(relative.lastIndexOf('/') + 1);
}
