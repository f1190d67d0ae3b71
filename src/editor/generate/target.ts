import * as vscode from 'vscode';
import { commentIn, type FoundComment } from '../../core/generate/comment.js';
import type { ShownText } from '../../core/generate/shownText.js';
import type { DocumentSpan } from '../../core/generate/span.js';
import type { GenerateTarget, TargetKind } from '../../core/generate/target.js';
import type { Language } from '../../core/language/language.js';
import { languageOf } from '../../core/language/languageOf.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { cellsAbove } from '../notebookCells.js';
import { cursorContextIn, promptPath } from '../cursorContext.js';

/** A target in a document. */
export interface Target extends GenerateTarget {
  readonly document: vscode.TextDocument;
  /** The range that the text replaces. */
  readonly span: DocumentSpan;
  /** The editor's selections before. */
  readonly selections: readonly vscode.Selection[];
}

/** A preview whose document or window was closed, as it can be stored and opened again. */
export interface EarlierPreview extends Pick<Target, 'kind' | 'lead'> {
  /** Offset of the text in the document. */
  readonly start: number;
  /** With the document's own line ends. */
  readonly shown: ShownText;
  /** The text that it replaced. */
  readonly original: string;
  /** The rest of the line after it before anything was shown. */
  readonly closingBrackets: string;
}

const languageIn = (document: vscode.TextDocument): Language | undefined =>
  languageOf({ path: promptPath(document), languageId: document.languageId });

function target(kind: TargetKind, { document, selections }: vscode.TextEditor, range: vscode.Range, lead = ''): Target {
  return { kind, lead, selections, ...placeOf(document, range) };
}

function placeOf(document: vscode.TextDocument, range: vscode.Range): Omit<Target, 'kind' | 'lead' | 'selections'> {
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return {
    document,
    span,
    above: cellsAbove(document, span.start),
    prefix: cursorContextIn(document, range.start).prefix,
    suffix: cursorContextIn(document, range.end).suffix,
    path: promptPath(document),
    languageId: document.languageId,
    language: languageIn(document),
  };
}

/** The target of a preview whose text a document has already. */
export function earlierTarget(document: vscode.TextDocument, earlier: EarlierPreview): Target {
  const { kind, lead, start, shown, closingBrackets } = earlier;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + shown.text.length));
  const place = placeOf(document, range);
  const suffix = closingBrackets.slice(0, shown.replaces) + place.suffix;
  return { kind, lead, selections: [], ...place, suffix };
}

/** Puts the cursor where the text will end, with nothing selected: what is selected would grow with it. */
export function moveCursorTo({ document, span }: Target, editor: vscode.TextEditor): void {
  const end = document.positionAt(span.end);
  editor.selections = [new vscode.Selection(end, end), ...editor.selections.slice(1)];
}

/** Continues at a position. */
export const continueAt = (editor: vscode.TextEditor, position: vscode.Position): Target =>
  target('continue', editor, new vscode.Range(position, position));

/** Replaces the selection, using the text around it. */
export const insideSelection = (editor: vscode.TextEditor): Target => target('inside', editor, editor.selection);

/** Writes below a comment, with its indentation. */
export function belowComment(editor: vscode.TextEditor, { lineEnd, indentation }: FoundComment): Target {
  const { document, selection } = editor;
  const text = normalize(document.getText(new vscode.Range(selection.start, document.positionAt(Infinity))));
  const lines = text.slice(0, lineEnd).split('\n').length - 1;
  const { end } = document.lineAt(selection.start.line + lines).range;
  return target('comment', editor, new vscode.Range(end, end), `\n${indentation}`);
}

/** The comment that the editor's selection is or holds. */
export function selectedComment({ document, selection }: vscode.TextEditor): FoundComment | undefined {
  const { prefix } = cursorContextIn(document, selection.start);
  const { suffix } = cursorContextIn(document, selection.end);
  return commentIn(normalize(prefix), normalize(document.getText(selection)), normalize(suffix), languageIn(document));
}
