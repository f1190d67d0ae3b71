import * as vscode from 'vscode';
import type { StatisticsEvent } from '../../core/statistics/counts.js';
import { isKept, maxKeptCharacters } from '../../core/statistics/kept.js';
import type { AcceptedText } from '../../core/statistics/shownSuggestions.js';
import type { SuggestionOrigin } from '../../core/statistics/statistics.js';
import { moved, type TextChange, type TextRange } from '../../core/statistics/textChange.js';
import { Disposable } from '../disposable.js';

interface Watched extends AcceptedText {
  range: TextRange;
  readonly timers: readonly NodeJS.Timeout[];
}

/** The changes of an event as plain values. */
export function changesOf({ contentChanges }: vscode.TextDocumentChangeEvent): TextChange[] {
  return contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
    ...{ offset: rangeOffset, removed: rangeLength, inserted: text },
  }));
}

/**
 * Checks some time after a suggestion was accepted whether its text is still there: until it is gone, or its document is
 * closed.
 */
export class KeptWatch extends Disposable {
  private watched: Watched[] = [];

  /** @param checksMs how long after it was taken a text is looked for, each time. */
  constructor(
    private readonly checksMs: readonly number[],
    private readonly emit: (origin: SuggestionOrigin, event: StatisticsEvent) => void,
  ) {
    super();
    this.registerAll(
      vscode.workspace.onDidChangeTextDocument((event) => {
        const changes = changesOf(event);
        const document = event.document.uri.toString();
        for (const taken of this.watched) {
          if (taken.document === document) taken.range = moved(taken.range, changes);
        }
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget((taken) => taken.document === uri.toString())),
    );
  }

  /** A text was taken just now. */
  watch(taken: AcceptedText): void {
    const watched: Watched = {
      ...taken,
      range: { start: taken.offset, end: taken.offset + taken.text.length },
      timers: this.checksMs.map((ms, check) =>
        setTimeout(() => {
          const isOver = !this.check(watched, check) || check === this.checksMs.length - 1;
          if (isOver) this.forget((other) => other === watched);
        }, ms),
      ),
    };
    this.watched.push(watched);
  }

  override dispose(): void {
    this.forget(() => true);
    super.dispose();
  }

  /** @returns whether the text is there. */
  private check({ document: name, range, text, origin }: Watched, check: number): boolean {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === name);
    if (!document) return false;
    const end = Math.min(range.end, range.start + maxKeptCharacters);
    const now = document.getText(new vscode.Range(document.positionAt(range.start), document.positionAt(end)));
    const isThere = isKept(text, now);
    this.emit(origin, { kind: 'checked', check, isKept: isThere });
    return isThere;
  }

  private forget(isMeant: (taken: Watched) => boolean): void {
    for (const taken of this.watched.filter(isMeant)) taken.timers.forEach(clearTimeout);
    this.watched = this.watched.filter((taken) => !isMeant(taken));
  }
}
