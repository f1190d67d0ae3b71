import * as vscode from 'vscode';
import type { Completion, CompletionRequest } from '../../core/completion.js';
import { several } from '../../core/decode/sampling.js';
import { AdaptiveDelay } from '../../core/suggest/delay.js';
import { isCompletable } from '../../core/suggest/place.js';
import { isWorthShowing, present, promptTexts, suggestionOf, type Suggestion } from '../../core/suggest/suggestion.js';
import { SuggestionCache, type Place } from '../../core/suggest/suggestionCache.js';
import type { Engine } from '../../engine/engine.js';
import { pause, signalOf } from '../cancellation.js';
import type { LastCompletion } from '../lens/lastCompletion.js';
import { cellsAbove, placeIn, promptPath, withSelected } from '../place.js';
import type { Reporter } from '../reporter.js';
import type { Respect } from '../respect/respect.js';
import type { Settings } from '../settings.js';
import type { OfferWatch } from '../statistics/offerWatch.js';

/** What the provider works with. */
export interface InlineParts {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly reporter: Reporter;
  readonly respect: Respect;
  readonly log: vscode.LogOutputChannel;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly randomSeed: () => number;
  /** Whether "Generate" is writing: its text is not to be mixed with ghost text. */
  readonly isGenerating: () => boolean;
  /** Told of each completion. */
  readonly last: LastCompletion;
  /** Told what is given out and how long it took. */
  readonly offers: Pick<OfferWatch, 'answered' | 'offered'>;
}

/** Ghost text: what is known already at once, otherwise what the engine finds. */
export class InlineProvider implements vscode.InlineCompletionItemProvider {
  private readonly cache = new SuggestionCache();
  private readonly delay = new AdaptiveDelay();
  private missedWhileLoading = false;

  constructor(private readonly parts: InlineParts) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const isExplicit = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const { settings, respect, isGenerating, log, now, offers } = this.parts;
    const askedMs = now();
    if (!isExplicit) this.delay.keyAt(askedMs);
    log.trace(`Asked at ${position.line + 1}:${position.character + 1}${isExplicit ? ', explicitly' : ''}.`);
    if (respect.closed(document) || isGenerating()) return undefined;
    if (!isExplicit && respect.quiet(document, position)) return undefined;

    // An item of the suggest widget of which nothing is typed yet is only the first of its list: the suggestion does not
    // follow it, but is shown if it begins with it.
    const { selectedCompletionInfo: info } = context;
    const selected = info?.range.isEmpty ? undefined : info;
    const here = placeIn(document, position);
    const place = selected ? withSelected(here, position, selected) : here;
    if (!isCompletable(place.after)) return undefined;
    if (!isExplicit && (place.before + place.after).trim() === '') return undefined;

    const signal = signalOf(token);
    const isWanted = (found: Suggestion): boolean => isExplicit || isWorthShowing(found);
    const known = this.cache.find(place);
    // What was not sure enough a few keys ago may be by now: only what can be shown saves asking. Who asks for it gets
    // more than the one that is known, but that one first: what is on the screen stays.
    const isRemembered = known !== undefined && isWanted(known) && !isExplicit;
    const suggestions = isRemembered
      ? [known]
      : [...(known && isExplicit ? [known] : []), ...(await this.ask(document, position, place, isExplicit, signal))];
    if (signal.aborted) return undefined;
    const beginsAsChosen = ({ text }: Suggestion): boolean =>
      info === undefined || selected !== undefined || text.startsWith(info.text);
    const items = suggestions
      .filter((suggestion, i) => suggestions.findIndex(({ text }) => text === suggestion.text) === i)
      .filter((suggestion) => isWanted(suggestion) && beginsAsChosen(suggestion))
      .slice(0, isExplicit ? settings.get('alternatives', document) : 1)
      .flatMap((suggestion) => itemFor(suggestion, place, position, selected) ?? []);
    log.trace(`Answered with ${items.length} of ${suggestions.length}.`);
    if (isRemembered) offers.answered(document, { latencyMs: now() - askedMs, isRemembered });
    offers.offered(document, position, items);
    return items.length > 0 ? items : undefined;
  }

  /** The model is another one, or decodes in another way: what was suggested before no longer counts. */
  forget(): void {
    this.cache.clear();
  }

  /** What is asked at a place while typing there. */
  requestAt(document: vscode.TextDocument, position: vscode.Position): CompletionRequest {
    return this.request(document, placeIn(document, position), false);
  }

  /** The engine has just become ready: a key that was pressed meanwhile gets its answer after all. */
  catchUp(): void {
    if (!this.missedWhileLoading) return;
    this.missedWhileLoading = false;
    void vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  }

  /** What the engine finds, best first; several only for who asked for it. */
  private async ask(
    document: vscode.TextDocument,
    position: vscode.Position,
    place: Place,
    isExplicit: boolean,
    signal: AbortSignal,
  ): Promise<Suggestion[]> {
    const { engine, settings, reporter, last, now, offers } = this.parts;
    const askedMs = now();
    const isLoading = engine.state.kind === 'idle' || engine.state.kind === 'loading';
    if (!isExplicit) await pause(settings.get('delayMs', document) ?? this.delay.ms, signal);
    if (signal.aborted) return [];
    const startMs = now();
    try {
      const request = this.request(document, place, isExplicit);
      const completion = await engine.complete(request, { signal });
      if (!completion) {
        this.missedWhileLoading ||= engine.state.kind === 'loading';
        return [];
      }
      // Who asks for more is shown what is known first: that is still what stands there.
      if (!isExplicit || !this.cache.find(place)) last.set({ document, position, request, completion });
      // The wait for the model to load says nothing about the next request, and neither does a search for several.
      if (!isExplicit) this.delay.tookMs(completion.timings.totalMs);
      this.logTimes(completion, now() - startMs);
      // The wait for the model to load is no latency of the answer.
      const latencyMs = isLoading ? completion.timings.totalMs : now() - askedMs;
      offers.answered(document, { latencyMs, isRemembered: false });
      const found = [completion, ...completion.others].flatMap((text) => suggestionOf(place, text) ?? []);
      const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isAsked: true })) : found;
      // The best one is added last, and so found first.
      for (const suggestion of [...suggestions].reverse()) this.cache.add(place, suggestion);
      return suggestions;
    } catch (error) {
      reporter.error(error);
      return [];
    }
  }

  private request(document: vscode.TextDocument, place: Place, isExplicit: boolean): CompletionRequest {
    const { settings, randomSeed } = this.parts;
    const path = promptPath(document);
    const { prefix, suffix } = promptTexts(place);
    const strategy = settings.strategy(document, randomSeed);
    const alternatives = settings.get('alternatives', document);
    const { workspace, ...decoding } = settings.decoding(document);
    return {
      ...(path === undefined ? {} : { path }),
      prefix: cellsAbove(document) + prefix,
      suffix,
      mode: settings.get('mode', document),
      strategy: isExplicit && alternatives > 1 ? several(strategy, alternatives) : strategy,
      maxTokens: settings.get('maxTokens', document),
      ...decoding,
      // Who asks wants to hear the model, too.
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

/** The item for a suggestion: it replaces the closers that it brings along, and the word that is selected in the list. */
function itemFor(
  suggestion: Suggestion,
  place: Place,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem | undefined {
  const fitted = present(suggestion, place.after);
  if (!fitted) return undefined;
  const start = selected ? selected.range.start : position;
  const end = (selected ? selected.range.end : position).translate(0, fitted.replaces);
  const item = new vscode.InlineCompletionItem((selected?.text ?? '') + fitted.text, new vscode.Range(start, end));
  if (selected) item.filterText = item.insertText as string;
  return item;
}
