import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { strategiesToCompare } from '../../core/generate/strategies.js';
import type { ReadyEngine } from '../../core/engines/engineRouter.js';
import type { Reporter } from '../reporter.js';
import { blockedText, type SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { Settings } from '../settings.js';
import type { PromptContext } from '../workspace/promptContext.js';
import { askTarget } from './askTarget.js';
import { ComparisonPick } from './comparison.js';
import { Generation } from './generation.js';
import { PreviewLens } from './lens.js';
import { PreviewMarks } from './marks.js';
import { askAboutOpen, mayDiscard, showPreview, tellKept } from './openPreview.js';
import { ParkedPreviews } from './parkedPreviews.js';
import type { PreviewEnd } from './preview.js';
import { PreviewKeys } from './previewKeys.js';
import { PreviewReopener } from './previewReopener.js';
import { PreviewStatus } from './previewStatus.js';
import { earlierTarget, moveCursorTo, type EarlierPreview, type Target } from './target.js';
import { Writer } from './writer.js';

const samplesToCompare = 2;

/** What "Generate" works with. */
export interface GenerateParts {
  readonly engine: ReadyEngine;
  readonly settings: Settings;
  readonly context: PromptContext;
  readonly reporter: Reporter;
  readonly policy: Pick<SuggestionPolicy, 'blockedFile'>;
  readonly randomSeed: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** VS Code's state of the workspace. */
  readonly state: vscode.Memento;
}

/** "Inkling: Generate": one preview at a time, and the user's actions on it. */
export class Generator implements vscode.Disposable {
  private readonly writer: Writer;
  private generation: Generation | undefined;
  private surface: vscode.Disposable | undefined;
  private isComparing = false;
  private isStarting = false;
  private readonly parked: ParkedPreviews;
  private readonly reopener: PreviewReopener;

  constructor(private readonly parts: GenerateParts) {
    this.writer = new Writer(parts.engine, parts.settings, parts.context);
    this.parked = new ParkedPreviews(parts.state);
    this.reopener = new PreviewReopener(this.parked, {
      isBusy: () => this.isStarting || this.generation !== undefined,
      open: (document, earlier) => this.open(earlierTarget(document, earlier), earlier),
    });
  }

  /** The generation whose preview is open. */
  get current(): Generation | undefined {
    return this.generation;
  }

  /** Whether ghost text would mix with what is written, or with the preview at the cursor. */
  get isInTheWay(): boolean {
    const { generation } = this;
    return this.isComparing || (generation !== undefined && (generation.isWriting || generation.preview.isAtCursor));
  }

  /** Writes at the active editor's cursor, or does what the user chooses for its selection. */
  async generate(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      const text = vscode.l10n.t('Open a file first. Inkling generates code at the cursor.');
      return void vscode.window.showInformationMessage(text);
    }
    const blocked = this.parts.policy.blockedFile(editor.document.uri);
    if (blocked) return void vscode.window.showInformationMessage(blockedText(blocked));
    // The key was pressed again before the text came.
    if (this.isStarting) return;
    this.isStarting = true;
    let generation: Generation | undefined;
    try {
      if (!(await this.settleOpen())) return;
      const target = await askTarget(editor);
      if (!target) return;
      await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
      const there = target();
      moveCursorTo(there, editor);
      generation = this.open(there);
    } finally {
      this.isStarting = false;
    }
    await this.begin(generation);
  }

  /** Discards the open preview; asks first if the user has typed in it. */
  async discard(): Promise<void> {
    await this.run(async (generation) => {
      if (await mayDiscard(generation.preview)) await generation.discard();
    });
  }

  /** Runs an action on the open preview and reports its outcome if the preview does not show it. */
  async run(action: (generation: Generation) => Promise<unknown>): Promise<void> {
    const { generation } = this;
    if (!generation || this.isComparing) return;
    try {
      const outcome = await action(generation);
      if (outcome === 'same') {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The model found no other version here. A higher temperature gives more variety.'),
        );
      } else if (outcome === 'nothing') {
        void vscode.window.showInformationMessage(vscode.l10n.t('Nothing more to add.'));
      }
    } catch (error) {
      generation.showCurrent();
      this.tell(error);
    }
  }

  /** Lets the user choose among several texts. */
  async compare(): Promise<void> {
    const { generation } = this;
    if (!generation || this.isComparing) return;
    this.isComparing = true;
    try {
      await generation.stop();
      if (!generation.candidates.current) return;
      const { settings } = this.parts;
      const width = settings.get('beamWidth', generation.target.document);
      const strategies = strategiesToCompare(generation.further(samplesToCompare), width);
      const chosen = await new ComparisonPick(generation, this.writer, strategies).show();
      if (chosen) generation.adopt(chosen.candidate, chosen.found);
    } catch (error) {
      this.tell(error);
    } finally {
      this.isComparing = false;
    }
  }

  dispose(): void {
    // First, so that the preview stays stored: it continues after a restart.
    this.parked.dispose();
    this.reopener.dispose();
    this.close();
  }

  /**
   * Ends the open preview as the user chooses, since only one can be open.
   *
   * @returns whether another one may begin.
   */
  private async settleOpen(): Promise<boolean> {
    const { generation } = this;
    if (!generation) return true;
    const { preview } = generation;
    if (generation.isWriting && preview.isAtCursor) return false;
    const choice = preview.hasWritten ? await askAboutOpen(preview) : 'discard';
    if (choice === 'accept') await generation.accept();
    if (choice === 'discard' && (await mayDiscard(preview))) await generation.discard();
    if (choice === 'show') await showPreview(preview);
    return preview.isOver;
  }

  private open(target: Target, earlier?: EarlierPreview): Generation {
    const { reporter, randomSeed, now } = this.parts;
    const settings = this.parts.settings.at(target.document);
    const generation = new Generation(target, {
      writer: this.writer,
      strategy: settings.sampling(randomSeed),
      seed: settings.get('seed') ?? randomSeed(),
      now,
      onError: (error) => reporter.error(error),
      earlier,
    });
    this.generation = generation;
    // Forgets a preview that is over before the next one opens.
    this.parked.keep(generation.preview);
    generation.preview.onDidEnd((end) => this.ended(generation, end));
    this.surface = vscode.Disposable.from(
      new PreviewLens(generation),
      new PreviewMarks(generation),
      new PreviewStatus(generation),
      new PreviewKeys(generation),
    );
    return generation;
  }

  private async begin(generation: Generation): Promise<void> {
    const { preview } = generation;
    try {
      const outcome = await generation.first();
      await preview.settled();
      if (outcome === 'done') return;
      if (outcome === 'unsure') return await this.decline(generation);
      await this.giveUp(generation);
      if (outcome === 'nothing') this.offerAgain();
    } catch (error) {
      await this.giveUp(generation);
      this.tell(error);
    }
  }

  /** Takes the text away and says what would help. The user may still want to see it, if the document is the same. */
  private async decline(generation: Generation): Promise<void> {
    const { target, candidates } = generation;
    await generation.discard();
    const text = target.document.getText();
    const show = vscode.l10n.t('Show Anyway');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The model has no good answer here. A signature, a comment or the first word would help, and so would a larger model.',
      ),
      show,
    );
    if (chosen !== show || !(await this.settleOpen())) return;
    if (target.document.isClosed || target.document.getText() !== text) return this.generate();
    this.open(target).adopt(candidates.all[0]!, candidates.all);
  }

  /** Removes what little there is, unless the user has worked on it. */
  private async giveUp(generation: Generation): Promise<void> {
    if (generation.preview.isTouched) await generation.accept();
    else await generation.discard();
  }

  private offerAgain(): void {
    const again = vscode.l10n.t('Try Again');
    void vscode.window
      .showInformationMessage(vscode.l10n.t('The model had nothing to add here. Try typing the first word.'), again)
      .then((chosen) => (chosen === again ? this.generate() : undefined));
  }

  private ended(generation: Generation, end: PreviewEnd): void {
    const { preview } = generation;
    if (this.generation === generation) this.close();
    if (end === 'readonly') {
      this.tell(new UserError(vscode.l10n.t("This document is read-only, so Inkling can't edit it.")));
    } else if (end === 'lost' && preview.hasWritten) {
      void tellKept(preview, false);
    } else if (preview.hasWritten && (end === 'closed' || (end === 'removed' && preview.document.isUntitled))) {
      void this.reopener.closed(preview);
    }
    this.reopener.openNext();
  }

  private close(): void {
    this.surface?.dispose();
    this.surface = undefined;
    this.generation?.dispose();
    this.generation = undefined;
  }

  /** Repeats earlier messages, since the user asked again. */
  private tell(error: unknown): void {
    const { reporter } = this.parts;
    if (error instanceof UserError) reporter.forget();
    reporter.error(error);
  }
}
