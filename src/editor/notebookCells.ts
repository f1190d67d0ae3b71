import * as vscode from 'vscode';
import { textAbove, type TextWithEnd } from '../core/prompt/textAbove.js';
import { roomAbove } from '../core/prompt/window.js';
import { documentLength } from './cursorContext.js';

/** Cells farther above say little, and there may be thousands of empty ones, or of other languages. */
const maxCells = 200;

/** The cell of each document that was asked for: to find it takes a look at all cells of all notebooks. */
const cells = new WeakMap<vscode.TextDocument, vscode.NotebookCell>();

function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  const known = cells.get(document);
  if (known && known.index >= 0 && !known.notebook.isClosed) return known;
  for (const notebook of vscode.workspace.notebookDocuments) {
    const found = notebook.getCells().find((cell) => cell.document === document);
    if (!found) continue;
    cells.set(document, found);
    return found;
  }
  return undefined;
}

/** A document whose text is read from its end. */
function withEnd(document: vscode.TextDocument): TextWithEnd {
  const length = documentLength(document);
  const end = document.positionAt(length);
  return {
    length,
    end: (count) => document.getText(new vscode.Range(document.positionAt(length - count), end)),
  };
}

function* textsAbove({ notebook, index, document }: vscode.NotebookCell): Generator<TextWithEnd, void> {
  for (let at = index - 1; at >= Math.max(0, index - maxCells); at--) {
    const other = notebook.cellAt(at).document;
    if (other.languageId === document.languageId) yield withEnd(other);
  }
}

/**
 * The end of the code in the cells above, for a notebook's cell: its text continues theirs. As much as a document's
 * window has room for above the cell; the rest of the notebook is not read.
 *
 * @param offset of the cursor in the cell.
 */
export function cellsAbove(document: vscode.TextDocument, offset: number): string {
  if (document.uri.scheme !== 'vscode-notebook-cell') return '';
  const room = roomAbove(offset);
  const cell = room > 0 ? cellOf(document) : undefined;
  return cell ? textAbove(textsAbove(cell), room) : '';
}

/** The file of a document: for a notebook's cell, whose own URI is in no workspace folder, the notebook. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  const notebook = vscode.workspace.notebookDocuments.find((candidate) => candidate.uri.path === uri.path);
  return notebook?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}
