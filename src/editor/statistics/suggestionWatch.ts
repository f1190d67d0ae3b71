import * as vscode from 'vscode';
import { ShownSuggestions, shownAfterMs } from '../../core/statistics/shownSuggestions.js';
import type { SuggestionOrigin } from '../../core/statistics/statistics.js';
import { Disposable } from '../disposable.js';
import { changesOf, type KeptWatch } from './keptWatch.js';
import type { RecordedAnswer, StatisticsRecorder } from './recorder.js';

/** The internal command that VS Code runs when an item is accepted. */
const didAccept = 'inkling.didAccept';

/** Follows what becomes of the ghost text that is given out: see `Offers` for what can be known and what cannot. */
export class SuggestionWatch extends Disposable {
  private readonly offers: ShownSuggestions;
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param now milliseconds of a clock that only goes forward.
   * @param model the name of the one in use.
   */
  constructor(
    private readonly recorder: StatisticsRecorder,
    kept: KeptWatch,
    private readonly now: () => number,
    private readonly model: () => string,
  ) {
    super();
    this.offers = new ShownSuggestions((origin, event) => recorder.record(origin, event));
    const nameOf = ({ uri }: vscode.TextDocument): string => uri.toString();
    this.registerAll(
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.offers.change(nameOf(event.document), changesOf(event), now());
        this.settleLater();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        this.offers.cursor(nameOf(document), document.offsetAt(selections[0]!.active), now());
        this.settleLater();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.offers.end(now());
        this.settleLater();
      }),
      vscode.commands.registerCommand(didAccept, (id: number, onAccepted: () => void) => {
        const taken = this.offers.accept(id);
        if (taken) kept.watch(taken);
        onAccepted();
      }),
    );
  }

  /** Ghost text has an answer, of whatever kind. */
  answered(document: vscode.TextDocument, answer: RecordedAnswer): void {
    this.recorder.answered(this.originOf(document), answer);
  }

  /**
   * Ghost text gives these items out; they get the command by which it is told that one was taken.
   *
   * @param onAccepted called with a fully accepted item as soon as it is in the document.
   */
  offered(
    document: vscode.TextDocument,
    position: vscode.Position,
    items: readonly vscode.InlineCompletionItem[],
    onAccepted: (item: vscode.InlineCompletionItem) => void,
  ): void {
    if (items.length === 0 || vscode.window.activeTextEditor?.document !== document) return;
    const offset = document.offsetAt(position);
    // A text that replaces a word begins before the cursor.
    const texts = items.map(({ insertText, range }) =>
      (insertText as string).slice(offset - document.offsetAt(range!.start)),
    );
    const offered = { document: document.uri.toString(), offset, texts, origin: this.originOf(document) };
    const id = this.offers.track(offered, this.now());
    for (const item of items) {
      item.command = { command: didAccept, title: '', arguments: [id, () => onAccepted(item)] };
    }
    this.settleLater();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
  }

  private originOf({ languageId }: vscode.TextDocument): SuggestionOrigin {
    return { language: languageId, model: this.model() };
  }

  /** Again and again until nothing is open: what is shown for good, and what is over for good, is so by time alone. */
  private settleLater(): void {
    if (!this.offers.isOpen) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.offers.settle(this.now());
      this.settleLater();
    }, shownAfterMs);
  }
}
