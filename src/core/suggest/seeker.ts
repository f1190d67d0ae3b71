import type { CompletionRequest } from '../completion.js';
import { AdaptiveDelay } from './delay.js';
import { fromThisLine, isLineOver, nextLineAt } from './nextLine.js';
import type { Place } from './place.js';
import type { Suggestion } from './suggestion.js';
import type { SuggestionCache } from './suggestionCache.js';
import type { Asked, SuggesterParts, TextRules, Wish } from './wish.js';

/** What was asked, and the suggestions that came of it, best first. */
export interface Found {
  readonly asked: Asked;
  readonly suggestions: readonly Suggestion[];
}

/** Asks the completer, and remembers what comes of it. */
export class Seeker {
  private readonly delay = new AdaptiveDelay();

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
  async ask(wish: Wish, signal: AbortSignal): Promise<Found | undefined> {
    const { place, isExplicit, delayMs, request } = wish;
    if (!isExplicit) await this.parts.pause(delayMs ?? this.delay.ms, signal);
    if (signal.aborted) return undefined;
    const asked = await this.complete(request(place), signal);
    if (!asked) return undefined;
    // A search for several says nothing about the next request.
    if (!isExplicit) this.delay.tookMs(asked.completion.timings.totalMs);
    const found = this.suggestionsOf(place, asked);
    const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isAsked: true })) : found;
    this.remember(place, suggestions, signal);
    return { asked, suggestions };
  }

  /** Asks for a place before anybody wishes for it: at once, and at the end of a line for the next one. */
  async askAhead(place: Place, request: Wish['request'], signal: AbortSignal): Promise<Found | undefined> {
    const found = await this.ask({ place, isExplicit: false, most: 1, delayMs: 0, request }, signal);
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

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<Asked | undefined> {
    const completion = await this.parts.complete(request, signal);
    return completion && { request, completion };
  }

  private suggestionsOf(place: Place, { request: { eagerness }, completion }: Asked): Suggestion[] {
    const level = eagerness === undefined ? 0 : completion.levels[eagerness];
    return [completion, ...completion.others].flatMap((text) => this.rules.suggestionOf(place, text, level) ?? []);
  }

  /** The best one is added last, and so found first. */
  private remember(place: Place, suggestions: readonly Suggestion[], { aborted }: AbortSignal): void {
    for (const suggestion of [...suggestions].reverse()) {
      if (aborted) this.cache.addLate(place, suggestion);
      else this.cache.add(place, suggestion);
    }
  }
}
