import type { CompletionRequest } from '../request.js';
import { AdaptiveDebounce } from './debounce.js';
import { fromThisLine, isLineOver, nextLineAt } from './nextLine.js';
import type { CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';
import type { SuggestionCache } from './suggestionCache.js';
import type { ModelAnswer, SuggesterParts, TextRules, SuggestionRequest } from './suggestionRequest.js';

/** What was asked, and the suggestions that came of it, best first. */
export interface Found {
  readonly asked: ModelAnswer;
  readonly suggestions: readonly Suggestion[];
}

/** Asks the completer, and remembers what comes of it. */
export class Seeker {
  private readonly delay = new AdaptiveDebounce();

  constructor(
    private readonly parts: SuggesterParts,
    private readonly cache: SuggestionCache,
    private readonly rules: TextRules,
  ) {}

  /** A key was pressed. */
  keyAt(nowMs: number): void {
    this.delay.keyAt(nowMs);
  }

  /** Asks for a place, after the delay that is due. @returns undefined if cancelled. */
  async ask(suggestionRequest: SuggestionRequest, signal: AbortSignal): Promise<Found | undefined> {
    const { context, isExplicit, delayMs, request } = suggestionRequest;
    if (!isExplicit) await this.parts.pause(delayMs ?? this.delay.ms, signal);
    if (signal.aborted) return undefined;
    const asked = await this.complete(request(context), signal);
    if (!asked) return undefined;
    // A search for several says nothing about the next request.
    if (!isExplicit) this.delay.tookMs(asked.completion.timings.totalMs);
    const found = this.suggestionsOf(context, asked);
    const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isExplicit: true })) : found;
    this.remember(context, suggestions, signal);
    return { asked, suggestions };
  }

  /** Asks for a place before anybody wishes for it: at once, and at the end of a line for the next one. */
  async askAhead(
    place: CursorContext,
    request: SuggestionRequest['request'],
    signal: AbortSignal,
  ): Promise<Found | undefined> {
    const found = await this.ask({ context: place, isExplicit: false, maxItems: 1, delayMs: 0, request }, signal);
    if (!found || found.suggestions.length > 0 || !isLineOver(place, found.asked.completion)) return found;
    if (signal.aborted) return found;
    const line = nextLineAt(place);
    // No more than a line: how deep it stands is not known yet, and so no block's end either.
    const asked = await this.complete({ ...request(line), mode: 'line' }, signal);
    if (!asked) return found;
    const { confidence } = found.asked.completion;
    const next = this.suggestionsOf(line, asked);
    const suggestions = next.flatMap((one) => fromThisLine(one, place, confidence) ?? []);
    this.remember(place, suggestions, signal);
    return suggestions.length > 0 ? { asked, suggestions } : found;
  }

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<ModelAnswer | undefined> {
    const completion = await this.parts.complete(request, signal);
    return completion && { request, completion };
  }

  private suggestionsOf(place: CursorContext, { request: { eagerness }, completion }: ModelAnswer): Suggestion[] {
    const level = eagerness === undefined ? 0 : completion.thresholds[eagerness];
    return [completion, ...completion.others].flatMap((text) => this.rules.suggestionOf(place, text, level) ?? []);
  }

  /** The best one is added last, and so found first. */
  private remember(place: CursorContext, suggestions: readonly Suggestion[], { aborted }: AbortSignal): void {
    for (const suggestion of [...suggestions].reverse()) {
      if (aborted) this.cache.addLate(place, suggestion);
      else this.cache.add(place, suggestion);
    }
  }
}
