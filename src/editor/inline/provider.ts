import * as vscode from 'vscode';
import type { Completion } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import { withTextCount } from '../../core/sampling/sampling.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { type CursorContext, promptTexts } from '../../core/suggest/cursorContext.js';
import { modeAt } from '../../core/suggest/multiline.js';
import { Suggester } from '../../core/suggest/suggester.js';
import type { SuggestionRequest } from '../../core/suggest/suggestionRequest.js';
import type { CompleteOptions } from '../../core/completionEngine.js';
import type { EngineRouter } from '../../core/engines/engineRouter.js';
import type { Engine } from '../../engine/engine.js';
import { pause, signalOf } from '../cancellation.js';
import { cellsAbove } from '../notebookCells.js';
import type { LastCompletion } from '../lens/lastCompletion.js';
import { CursorSnapshot, endOf, withSelected } from '../cursorContext.js';
import { tellNothing } from './trigger.js';
import type { Reporter } from '../reporter.js';
import type { SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { Settings } from '../settings.js';
import type { SuggestionWatch } from '../statistics/suggestionWatch.js';
import type { PromptContext } from '../workspace/promptContext.js';
import { DisplayedSuggestion } from './displayed.js';
import { inlineItemOf } from './inlineItem.js';
import { completedOf, LaterAnswers } from './laterAnswers.js';
import { ExtendedListEntry } from './listEntry.js';

/** The dependencies of the provider. */
export interface InlineParts {
  /** The built-in engine. */
  readonly engine: Engine;
  readonly router: Pick<EngineRouter, 'usesBoth' | 'completeAtOnce' | 'completeLater'>;
  readonly settings: Settings;
  readonly context: PromptContext;
  readonly reporter: Reporter;
  readonly policy: SuggestionPolicy;
  readonly log: vscode.LogOutputChannel;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly randomSeed: () => number;
  /** Whether "Generate" is writing: its text is not to be mixed with ghost text. */
  readonly isGenerating: () => boolean;
  /** Told of each completion. */
  readonly last: LastCompletion;
  /** Told what is given out and how long it took. */
  readonly offers: Pick<SuggestionWatch, 'answered' | 'offered'>;
}

/** A position that items are given for. */
interface GivenAt {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** The selected entry of the suggest widget; undefined if that is closed. */
  readonly info: vscode.SelectedCompletionInfo | undefined;
  /** Whether VS Code requests suggestions because of a later answer. */
  readonly isLater: boolean;
}

/** Ghost text in the editor: what the `Suggester` offers, as VS Code's items. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  readonly listEntry = new ExtendedListEntry();
  readonly displayed: DisplayedSuggestion;
  private readonly suggester: Suggester;
  private readonly later: LaterAnswers;
  private missedWhileLoading = false;
  /** Whether the next request is one that Inkling itself triggered. */
  private isCatchingUp = false;

  constructor(private readonly parts: InlineParts) {
    const { router } = parts;
    this.suggester = new Suggester({
      complete: (request, signal) => this.complete(request, signal),
      pause,
      later: {
        isUsed: () => router.usesBoth,
        complete: (request, options) => this.completeLater(request, options),
        onAnswer: (answer) => void this.later.show(answer),
      },
    });
    this.later = new LaterAnswers(() => !parts.isGenerating() && !this.displayed.hasStepped);
    this.displayed = new DisplayedSuggestion(({ insertText }) => this.suggester.displayed(insertText as string));
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const again = this.displayed.again(document, position);
    if (again) return [...again];
    const isInvoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const later = isInvoked ? this.later.showing : undefined;
    const isExplicit = isInvoked && !this.isCatchingUp && !this.displayed.isRedisplaying && !later;
    this.isCatchingUp = false;
    const { log, now, offers, last, router } = this.parts;
    const askedMs = now();
    if (!isExplicit && !later) this.suggester.keyAt(askedMs);
    log.trace(`Asked at ${position.line + 1}:${position.character + 1}${isExplicit ? ', explicitly' : ''}.`);
    // An item of the suggest widget of which nothing is typed yet is only the first of its list: the suggestion does not
    // follow it, but is shown if it begins with it.
    const { selectedCompletionInfo: info } = context;
    this.later.requested(document, position, { isUsed: router.usesBoth, hasList: info !== undefined });
    const selected = info?.range.isEmpty ? undefined : info;
    const suggestionRequest = this.suggestionRequestAt(this.snapshot(document, position), isExplicit, selected);
    if (!suggestionRequest) return undefined;
    const signal = signalOf(token);
    const wasLoading = this.isLoading;
    const begin = info && !selected ? { requiredPrefix: info.text } : {};
    const answer = await this.suggester.suggest({ ...suggestionRequest, ...begin }, signal);
    if (!answer) return undefined;
    const { fresh, cached, isCached } = answer;
    // An explicit request shows the cached suggestion first, so that one is still on the screen.
    if (fresh && !(isExplicit && cached)) last.set({ document, position, ...fresh });
    else if (later && isCached) last.set(completedOf(later, document, position));
    // The wait for the model to load is no latency of the answer.
    const latencyMs = fresh && wasLoading ? fresh.completion.timings.totalMs : now() - askedMs;
    if (fresh) offers.answered(document, { latencyMs, isRemembered: false });
    if (signal.aborted) return undefined;
    if (isCached) offers.answered(document, { latencyMs, isRemembered: true });
    const offered = answer.items.map((offer) => inlineItemOf(offer, position, selected));
    if (isExplicit && offered.length === 0 && this.parts.engine.state.kind !== 'failed') tellNothing();
    return this.give({ document, position, info, isLater: later !== undefined }, offered);
  }

  /** Notes the items for a position, and returns them as VS Code gets them. */
  private give(
    { document, position, info, isLater }: GivenAt,
    offered: vscode.InlineCompletionItem[],
  ): vscode.InlineCompletionItem[] | undefined {
    const before = isLater ? this.displayed.firstAt(document, position) : undefined;
    const isLonger = before !== undefined && offered.length > 0 && offered[0]!.insertText !== before.insertText;
    const items = isLonger ? [...offered, before] : offered;
    this.parts.log.trace(`Answered with ${items.length}.`);
    this.parts.offers.offered(document, position, items, (item) => this.accepted(document, item));
    this.listEntry.answered({ document, position, selected: info, item: items[0] });
    this.displayed.answered(document, position, items);
    if (isLonger) this.later.isGivenSecond();
    if (items.length === 0) return undefined;
    return isLonger ? [before, ...offered] : items;
  }

  /** Hides the displayed suggestion: no answer that comes later may display it again. */
  async hide(): Promise<void> {
    this.suggester.dismissed();
    await vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
  }

  /** Drops all earlier suggestions: the model or its settings have changed. */
  forget(): void {
    this.suggester.forget();
  }

  /** The request that typing at a position would send. */
  requestAt(document: vscode.TextDocument, position: vscode.Position): CompletionRequest {
    const cursor = this.snapshot(document, position);
    return this.request(cursor, cursor.context, false);
  }

  /** The engine has just become ready: a key that was pressed meanwhile gets its answer after all. */
  catchUp(): void {
    if (!this.missedWhileLoading) return;
    this.missedWhileLoading = false;
    this.isCatchingUp = true;
    void vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  /** VS Code is about to request the next suggestion; its answer is prefetched here. */
  private accepted(document: vscode.TextDocument, { insertText, range }: vscode.InlineCompletionItem): void {
    const text = insertText as string;
    const position = endOf(range!.start, text);
    // Taken at several cursors, it may stand elsewhere.
    if (normalize(document.getText(new vscode.Range(range!.start, position))) !== text) return;
    const suggestionRequest = this.suggestionRequestAt(this.snapshot(document, position), false);
    if (!suggestionRequest) return;
    this.parts.log.trace(`Accepted: prefetching at ${position.line + 1}:${position.character + 1}.`);
    this.suggester.accepted(suggestionRequest);
  }

  /** The request at a cursor; undefined where the policy allows none. */
  private suggestionRequestAt(
    cursor: CursorSnapshot,
    isExplicit: boolean,
    selected?: vscode.SelectedCompletionInfo,
  ): SuggestionRequest | undefined {
    const { policy, isGenerating } = this.parts;
    if (policy.blocked(cursor) || isGenerating()) return undefined;
    if (!isExplicit && policy.manualOnly(cursor)) return undefined;
    const { context, position, settings } = cursor;
    const delayMs = settings.get('delayMs');
    return {
      context: selected ? withSelected(context, position, selected) : context,
      isExplicit,
      maxItems: isExplicit ? settings.get('alternatives') : 1,
      ...(delayMs === null ? {} : { delayMs }),
      request: (near) => this.request(cursor, near, isExplicit),
    };
  }

  private snapshot(document: vscode.TextDocument, position: vscode.Position): CursorSnapshot {
    return new CursorSnapshot(document, position, this.parts.settings.at(document));
  }

  private get isLoading(): boolean {
    const { kind } = this.parts.engine.state;
    return kind === 'idle' || kind === 'loading';
  }

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion | undefined> {
    const { engine, router, reporter, now, isGenerating } = this.parts;
    if (isGenerating()) return undefined;
    const startMs = now();
    try {
      const completion = await router.completeAtOnce(request, { signal });
      if (completion) this.logTimes(completion, now() - startMs);
      else this.missedWhileLoading ||= engine.state.kind === 'loading';
      return completion;
    } catch (error) {
      reporter.error(error);
      return undefined;
    }
  }

  private async completeLater(request: CompletionRequest, options: CompleteOptions): Promise<Completion | undefined> {
    const { router, reporter, now, isGenerating } = this.parts;
    if (isGenerating()) return undefined;
    const startMs = now();
    try {
      const completion = await router.completeLater(request, options);
      if (completion) this.logTimes(completion, now() - startMs);
      return completion;
    } catch (error) {
      reporter.error(error);
      return undefined;
    }
  }

  /** @param near the context to complete: the cursor's own, or one that the user is about to reach. */
  private request(cursor: CursorSnapshot, near: CursorContext, isExplicit: boolean): CompletionRequest {
    const { context, randomSeed } = this.parts;
    const { document, settings } = cursor;
    const { path } = cursor.context;
    const { prefix, suffix } = promptTexts(near);
    const strategy = settings.strategy(randomSeed);
    const alternatives = settings.get('alternatives');
    const { workspace, ...decoding } = settings.decoding();
    return {
      ...(path === undefined ? {} : { path }),
      languageId: document.languageId,
      prefix: cellsAbove(document, near.offset) + prefix,
      suffix,
      mode: modeAt(settings.get('mode'), near, isExplicit),
      strategy: isExplicit && alternatives > 1 ? withTextCount(strategy, alternatives) : strategy,
      maxTokens: settings.get('maxTokens'),
      ...decoding,
      ...(isExplicit ? {} : { eagerness: settings.get('eagerness') }),
      ...context.of(document, settings),
      // An explicit request is always answered by the model, too.
      ...(workspace ? { workspace: { ...workspace, sure: !isExplicit } } : {}),
    };
  }

  private logTimes({ tokens, stop, timings, drafts }: Completion, latencyMs: number): void {
    const accepted = Object.values(drafts).reduce((sum, draft) => sum + draft.accepted, 0);
    this.parts.log.debug(
      `${tokens.length} tokens in ${latencyMs.toFixed(1)} ms (stop: ${stop}; prompt ${timings.promptTokens}, ` +
        `reused ${timings.reusedTokens}; prefill ${timings.prefillMs.toFixed(1)}, decode ${timings.decodeMs.toFixed(1)}; ` +
        `${timings.forwards} forwards, ${accepted} drafted tokens)`,
    );
  }
}
