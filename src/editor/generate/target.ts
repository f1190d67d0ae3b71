import * as vscode from 'vscode';
import type { CompletionRequest } from '../../core/request.js';
import { commentIn, type FoundComment } from '../../core/generate/comment.js';
import type { DocumentSpan } from '../../core/generate/span.js';
import type { Language } from '../../core/language/language.js';
import { languageOf } from '../../core/language/languageOf.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { restOfLine, promptTexts, type TextAroundCursor } from '../../core/suggest/cursorContext.js';
import { cellsAbove } from '../notebookCells.js';
import { cursorContextIn, promptPath } from '../cursorContext.js';

/** What is to be written: on from a place, something else in a selection's place, or what a comment describes. */
export type TargetKind = 'continue' | 'inside' | 'comment';

/** The position of a text to write, and the text around it. */
export interface Target {
  readonly kind: TargetKind;
  readonly document: vscode.TextDocument;
  /** What the written text replaces. */
  readonly span: DocumentSpan;
  readonly around: TextAroundCursor;
  /** What the text begins with that the model does not write. */
  readonly lead: string;
  readonly path: string | undefined;
  /** Undefined for one that is not in the table. */
  readonly language: Language | undefined;
  /** The editor's selections before. */
  readonly selections: readonly vscode.Selection[];
}

const languageIn = (document: vscode.TextDocument): Language | undefined =>
  languageOf({ path: promptPath(document), languageId: document.languageId });

function target(kind: TargetKind, { document, selections }: vscode.TextEditor, range: vscode.Range, lead = ''): Target {
  return {
    kind,
    document,
    span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    around: {
      prefix: cursorContextIn(document, range.start).prefix,
      suffix: cursorContextIn(document, range.end).suffix,
    },
    lead,
    path: promptPath(document),
    language: languageIn(document),
    selections,
  };
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

/** The rest of the target's line, which closing brackets of a text may replace. */
export const closersBehind = ({ around }: Target): string => restOfLine(around.suffix);

/**
 * What the model is asked.
 *
 * @param soFar the text so far, which the model continues.
 * @param replaces how many characters after the target that text replaces.
 */
export function promptOf(
  { kind, document, span, around, path }: Target,
  soFar: string,
  replaces: number,
): Pick<CompletionRequest, 'path' | 'languageId' | 'prefix' | 'suffix' | 'mode'> {
  const { prefix, suffix } = promptTexts({ prefix: around.prefix + soFar, suffix: around.suffix.slice(replaces) });
  return {
    ...(path === undefined ? {} : { path }),
    languageId: document.languageId,
    prefix: cellsAbove(document, span.start) + prefix,
    suffix,
    mode: kind === 'comment' ? 'block' : 'free',
  };
}
