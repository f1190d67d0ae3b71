import type * as vscode from 'vscode';
import type { TextChange } from '../../core/statistics/textChange.js';

/** The changes of an event as plain values. */
export function changesOf({ contentChanges }: vscode.TextDocumentChangeEvent): TextChange[] {
  return contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
    ...{ offset: rangeOffset, removed: rangeLength, inserted: text },
  }));
}
