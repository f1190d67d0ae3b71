import type { CompletionRequest } from '../request.js';
import { AdaptiveDebounce } from './debounce.js';
import { isCompletable, type CursorContext } from './cursorContext.js';
import { fittedSuggestions, suggestionsOf, type FittedSuggestion } from './fittedSuggestions.js';
import { LaterSuggestions } from './laterSuggestions.js';
import { fromThisLine, isLineOver, nextLineAt } from './nextLine.js';
import { Prefetch } from './prefetch.js';
import { fitsBeforeRest, type Suggestion } from './suggestion.js';
import { SuggestionCache } from './suggestionCache.js';
import {
  shippedRules,
  type ModelAnswer,
  type SuggestionResult,
  type SuggesterParts,
  type SuggestionRequest,
} from './suggestionRequest.js';

/** A model's answer, and the suggestions made of it, best first. */
interface FreshSuggestions {
  readonly answer: ModelAnswer;
  readonly suggestions: readonly Suggestion[];
}

/** Ghost text without an editor: from the cache at once, otherwise from the model after a debounce. */
export class Suggester {
  private readonly debounce = new AdaptiveDebounce();
  private readonly prefetch = new Prefetch<FreshSuggestions | undefined>();
  /** The latest answer to an explicit request. */
  private alternatives: { readonly context: CursorContext; readonly fitted: readonly FittedSuggestion[] } | undefined;

  private readonly later: LaterSuggestions | undefined;
  /** Changes when everything is forgotten: an answer that was requested before must not be remembered. */
  private epoch = 0;

  constructor(
    private readonly parts: SuggesterParts,
    private readonly cache = new SuggestionCache(),
    private readonly rules = shippedRules,
  ) {
    const { later: engine, pause } = parts;
    this.later = engine && new LaterSuggestions({ engine, pause, cache, rules });
  }

  /** A key was pressed, whether or not a suggestion is requested after it. */
  keyAt(nowMs: number): void {
    this.debounce.keyAt(nowMs);
  }

  /** Clears the cache: the model is another one, or decodes in another way. */
  forget(): void {
    this.epoch++;
    this.prefetch.end();
    this.later?.end();
    this.cache.clear();
    this.alternatives = undefined;
  }

  /** The user has moved to another text of the latest explicit answer: the next keys must find that one first. */
  displayed(text: string): void {
    const { context, fitted = [] } = this.alternatives ?? {};
    const found = fitted.find(({ item }) => item.text === text);
    if (context && found) this.cache.add(context, { ...found.suggestion, isExplicit: true });
  }

  /** The user has hidden the displayed text: nothing may appear before the next request. */
  dismissed(): void {
    this.later?.dismissed();
  }

  /**
   * A suggestion was accepted, and the cursor is after it: prefetches the next request at once. Where the line is over,
   * that is for the next line. A request for another position cancels it.
   */
  accepted({ context, request }: Pick<SuggestionRequest, 'context' | 'request'>): void {
    if (!isCompletable(context.suffix) || this.isShowable(this.find(context))) return;
    this.prefetch.begin(context, (signal) => this.prefetchAt(context, request, signal));
  }

  /** @returns undefined at a position where nothing is suggested. */
  suggest(suggestionRequest: SuggestionRequest, signal: AbortSignal): Promise<SuggestionResult | undefined> {
    const result = this.answer(suggestionRequest, signal);
    this.later?.requested(suggestionRequest, result, signal);
    return result;
  }

  private async answer(
    suggestionRequest: SuggestionRequest,
    signal: AbortSignal,
  ): Promise<SuggestionResult | undefined> {
    const { context, isExplicit } = suggestionRequest;
    if (!isCompletable(context.suffix)) return undefined;
    if (!isExplicit && (context.prefix + context.suffix).trim() === '') return undefined;
    if (isExplicit) this.prefetch.end();
    const prefetched = this.prefetch.take(context, signal);
    const cached = this.find(context);
    // A suggestion below its threshold may be above it a few keys later: only one that can be shown saves a request.
    if (!isExplicit && !prefetched && this.isShowable(cached)) {
      const items = this.itemsOf([cached], suggestionRequest).map(({ item }) => item);
      return { items, isCached: true, cached };
    }
    const better = isExplicit ? this.later?.explicit(suggestionRequest, signal) : undefined;
    const fresh = (await prefetched) ?? (await this.ask(suggestionRequest, signal));
    const suggestions = inTurns((await better) ?? [], fresh?.suggestions ?? []);
    // An explicit request shows more than the cached one, but that one first: the text on the screen stays.
    const first = isExplicit && cached ? wholeOf(cached, suggestions) : undefined;
    const items = this.itemsOf(first ? [first, ...suggestions] : suggestions, suggestionRequest);
    if (isExplicit && items[0] && !signal.aborted) {
      this.alternatives = { context, fitted: items };
      // The next keys must find the one on the screen, whichever others begin alike.
      this.displayed(items[0].item.text);
    }
    return {
      items: items.map(({ item }) => item),
      isCached: false,
      ...(cached ? { cached } : {}),
      ...(fresh ? { fresh: fresh.answer } : {}),
    };
  }

  private find(context: CursorContext): Suggestion | undefined {
    // One that ends where the closing brackets after the cursor begin must not hide another one that continues.
    return this.cache.find(context, (suggestion) => {
      const shown = this.rules.shownOf(suggestion);
      return shown !== undefined && fitsBeforeRest(shown, context.suffix);
    });
  }

  private isShowable(suggestion: Suggestion | undefined): suggestion is Suggestion {
    return suggestion !== undefined && this.rules.shownOf(suggestion) !== undefined;
  }

  private itemsOf(suggestions: readonly Suggestion[], suggestionRequest: SuggestionRequest): FittedSuggestion[] {
    return fittedSuggestions(this.rules, suggestions, suggestionRequest);
  }

  /** Asks the model after the debounce, and caches its suggestions. @returns undefined if cancelled. */
  private async ask(
    { context, isExplicit, delayMs, request }: SuggestionRequest,
    signal: AbortSignal,
  ): Promise<FreshSuggestions | undefined> {
    if (!isExplicit) await this.parts.pause(delayMs ?? this.debounce.ms, signal);
    if (signal.aborted) return undefined;
    const { epoch } = this;
    const answer = await this.complete(request(context), signal);
    if (!answer) return undefined;
    // A search for several texts says nothing about the duration of the next request.
    if (!isExplicit) this.debounce.tookMs(answer.completion.timings.totalMs);
    const found = this.suggestionsOf(context, answer);
    const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isExplicit: true })) : found;
    // One of an explicit request comes first once it is displayed: until then, keys must find what is on the screen.
    if (epoch === this.epoch) this.remember(context, suggestions, isExplicit || signal.aborted);
    return { answer, suggestions };
  }

  /** Asks the model before a suggestion is requested: at once, and at the end of a line for the next one. */
  private async prefetchAt(
    context: CursorContext,
    request: SuggestionRequest['request'],
    signal: AbortSignal,
  ): Promise<FreshSuggestions | undefined> {
    const fresh = await this.ask({ context, isExplicit: false, maxItems: 1, delayMs: 0, request }, signal);
    if (!fresh || fresh.suggestions.length > 0 || !isLineOver(context, fresh.answer.completion)) return fresh;
    if (signal.aborted) return fresh;
    const nextLine = nextLineAt(context);
    const { epoch } = this;
    // No more than a line: its depth is not known yet, and so no block's end either.
    const answer = await this.complete({ ...request(nextLine), mode: 'line' }, signal);
    if (!answer) return fresh;
    const { confidence } = fresh.answer.completion;
    const suggestions = this.suggestionsOf(nextLine, answer).flatMap(
      (suggestion) => fromThisLine(suggestion, context, confidence) ?? [],
    );
    if (epoch === this.epoch) this.remember(context, suggestions, signal.aborted);
    return suggestions.length > 0 ? { answer, suggestions } : fresh;
  }

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<ModelAnswer | undefined> {
    const completion = await this.parts.complete(request, signal);
    return completion && { request, completion };
  }

  private suggestionsOf(context: CursorContext, answer: ModelAnswer): Suggestion[] {
    return suggestionsOf(this.rules, context, answer);
  }

  /** The best one is added last, and so found first. */
  private remember(context: CursorContext, suggestions: readonly Suggestion[], isLate: boolean): void {
    for (const suggestion of [...suggestions].reverse()) {
      if (isLate) this.cache.addLate(context, suggestion);
      else this.cache.add(context, suggestion);
    }
  }
}

/** The suggestion that a cut one is the start of; else the cut one itself. */
const wholeOf = (cached: Suggestion, others: readonly Suggestion[]): Suggestion =>
  (cached.isCut ? others.find(({ text }) => text.startsWith(cached.text)) : undefined) ?? cached;

/** The elements of two lists in turns, beginning with the first one's. */
const inTurns = <T>(first: readonly T[], second: readonly T[]): readonly T[] =>
  first.length === 0
    ? second
    : Array.from({ length: Math.max(first.length, second.length) }, (_, i) => [
        ...first.slice(i, i + 1),
        ...second.slice(i, i + 1),
      ]).flat();
