import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { strategiesToCompare } from '../../core/generate/strategies.js';
import type { Engine } from '../../engine/engine.js';
import type { Reporter } from '../reporter.js';
import { blockedText, type SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { Settings } from '../settings.js';
import type { PromptContext } from '../workspace/promptContext.js';
import { askTarget } from './askTarget.js';
import { ComparisonPick } from './comparison.js';
import { Generation } from './generation.js';
import { PreviewLens } from './lens.js';
import { PreviewMarks } from './marks.js';
import type { PreviewEnd } from './preview.js';
import { PreviewKeys } from './previewKeys.js';
import { PreviewStatus } from './previewStatus.js';
import { moveCursorTo, type Target } from './target.js';
import { Writer } from './writer.js';

const samplesToCompare = 2;

/** What "Generate" works with. */
export interface GenerateParts {
  readonly engine: Pick<Engine, 'ready' | 'complete'>;
  readonly settings: Settings;
  readonly context: PromptContext;
  readonly reporter: Reporter;
  readonly policy: Pick<SuggestionPolicy, 'blockedFile'>;
  readonly randomSeed: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** "Inkling: Generate": one preview at a time, and the user's actions on it. */
export class Generator implements vscode.Disposable {
  private readonly writer: Writer;
  private generation: Generation | undefined;
  private surface: vscode.Disposable | undefined;
  private isComparing = false;

  constructor(private readonly parts: GenerateParts) {
    this.writer = new Writer(parts.engine, parts.settings, parts.context);
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
    const target = await askTarget(editor);
    if (!target) return;
    // The text of the last preview stays: a new generation must not delete it.
    await this.generation?.accept();
    await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    const there = target();
    moveCursorTo(there, editor);
    await this.begin(there);
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
    this.close();
  }

  private async begin(target: Target): Promise<void> {
    const generation = this.open(target);
    try {
      const outcome = await generation.first();
      await generation.preview.settled();
      if (outcome === 'done') return;
      if (outcome === 'unsure') return await this.decline(generation);
      await generation.discard();
      if (outcome === 'nothing') this.offerAgain();
    } catch (error) {
      await generation.discard();
      this.tell(error);
    }
  }

  /** Opens a preview at a target, with nothing shown yet. */
  private open(target: Target): Generation {
    const { settings, reporter, randomSeed, now } = this.parts;
    const generation = new Generation(target, {
      writer: this.writer,
      strategy: settings.at(target.document).sampling(randomSeed),
      seed: randomSeed(),
      now,
      onError: (error) => reporter.error(error),
    });
    this.generation = generation;
    generation.preview.onDidEnd((end) => this.ended(generation, end));
    this.surface = vscode.Disposable.from(
      new PreviewLens(generation),
      new PreviewMarks(generation),
      new PreviewStatus(generation),
      new PreviewKeys(generation),
    );
    return generation;
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
    if (chosen !== show) return;
    if (target.document.isClosed || target.document.getText() !== text) return this.generate();
    await this.generation?.accept();
    this.open(target).adopt(candidates.all[0]!, candidates.all);
  }

  private offerAgain(): void {
    const again = vscode.l10n.t('Try Again');
    void vscode.window
      .showInformationMessage(vscode.l10n.t('The model had nothing to add here. Try typing the first word.'), again)
      .then((chosen) => (chosen === again ? this.generate() : undefined));
  }

  private ended(generation: Generation, end: PreviewEnd): void {
    if (this.generation === generation) this.close();
    if (end === 'readonly') {
      this.tell(new UserError(vscode.l10n.t("This document is read-only, so Inkling can't edit it.")));
    }
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
