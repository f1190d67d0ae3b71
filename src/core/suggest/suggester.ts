import type { Completion, CompletionRequest } from '../completion.js';
import { Ahead } from './ahead.js';
import type { Fitted } from './closers.js';
import { AdaptiveDelay } from './delay.js';
import { fromThisLine, isLineOver, nextLineAt } from './nextLine.js';
import { isCompletable, type Place } from './place.js';
import { isWorthShowing, present, suggestionOf, type Suggestion, type Surroundings } from './suggestion.js';
import { SuggestionCache } from './suggestionCache.js';

/** What is wished for at a place. */
export interface Wish {
  readonly place: Place;
  /** Whether the person asks for it, and does not merely type: then it may be unsure, and is sought anew. */
  readonly isExplicit: boolean;
  /** The most texts to offer. */
  readonly most: number;
  /** What they have to begin with; anything if absent. */
  readonly begin?: string;
  /** How long to wait before asking; as the rhythm of the keys says if absent. */
  readonly delayMs?: number;
  /** What to ask at the place, or near it; made only once the delay is over. */
  readonly request: (place: Place) => CompletionRequest;
}

/** A text for the cursor. */
export interface Offer extends Fitted {
  readonly confidence: number;
}

/** A question with its answer. */
export interface Asked {
  readonly request: CompletionRequest;
  readonly completion: Completion;
}

/** What comes of a wish. */
export interface Answer {
  /** The one to show first comes first. */
  readonly offers: readonly Offer[];
  /** Whether nobody had to be asked. */
  readonly isKnown: boolean;
  /** What was known at the place before, sure enough or not. */
  readonly known?: Suggestion;
  /** Absent where nobody was asked, or nothing came. */
  readonly asked?: Asked;
}

/** Who completes, and how time passes. */
export interface SuggesterParts {
  /** @returns undefined if cancelled or overtaken. */
  readonly complete: (request: CompletionRequest, signal: AbortSignal) => Promise<Completion | undefined>;
  /** Waits, or stops waiting when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a decoded text becomes one that is shown. */
export interface TextRules {
  /** @returns undefined where nothing is left to offer. */
  readonly suggestionOf: (around: Surroundings, decoded: Parameters<typeof suggestionOf>[1]) => Suggestion | undefined;
  /** Whether it is shown while typing. */
  readonly isWorthShowing: (suggestion: Suggestion) => boolean;
  /** @returns undefined where nothing of it is left beside what stands after the cursor. */
  readonly present: (suggestion: Suggestion, after: string) => Fitted | undefined;
}

/** What was asked, and the suggestions that came of it, best first. */
interface Found {
  readonly asked: Asked;
  readonly suggestions: readonly Suggestion[];
}

const shippedRules: TextRules = { suggestionOf, isWorthShowing, present };

/** Ghost text without an editor: what is known already at once, otherwise what the completer finds. */
export class Suggester {
  private readonly delay = new AdaptiveDelay();
  private readonly ahead = new Ahead<Found | undefined>();

  constructor(
    private readonly parts: SuggesterParts,
    private readonly cache = new SuggestionCache(),
    private readonly rules = shippedRules,
  ) {}

  /** A key was pressed, whether or not a suggestion is wished for after it. */
  keyAt(nowMs: number): void {
    this.delay.keyAt(nowMs);
  }

  /** The model is another one, or decodes in another way: what was suggested before no longer counts. */
  forget(): void {
    this.ahead.end();
    this.cache.clear();
  }

  /**
   * A suggestion was accepted, and the cursor stands behind it: what will be wished for there is sought at once. Where
   * the line is over, that is the next one. A wish for another place ends it.
   */
  accepted({ place, request }: Pick<Wish, 'place' | 'request'>): void {
    if (!isCompletable(place.after) || this.isSure(this.find(place))) return;
    this.ahead.begin(place, (signal) => this.seekAhead(place, request, signal));
  }

  /** @returns undefined at a place where nothing is to be suggested. */
  async suggest(wish: Wish, signal: AbortSignal): Promise<Answer | undefined> {
    const { place, isExplicit } = wish;
    if (!isCompletable(place.after)) return undefined;
    if (!isExplicit && (place.before + place.after).trim() === '') return undefined;
    if (isExplicit) this.ahead.end();
    const ahead = this.ahead.take(place, signal);
    // What was not sure enough a few keys ago may be by now: only what can be shown saves asking.
    const known = this.find(place);
    if (!isExplicit && !ahead && this.isSure(known)) {
      return { offers: this.offers([known], wish), isKnown: true, known };
    }
    const found = (await ahead) ?? (await this.ask(wish, signal));
    const suggestions = found?.suggestions ?? [];
    const isFirst = known !== undefined && isExplicit;
    // Who asks for it gets more than the one that is known, but that one first: what is on the screen stays.
    if (isFirst && !signal.aborted) this.cache.add(place, { ...known, isAsked: true });
    return {
      offers: this.offers(isFirst ? [known, ...suggestions] : suggestions, wish),
      isKnown: false,
      ...(known ? { known } : {}),
      ...(found ? { asked: found.asked } : {}),
    };
  }

  private find(place: Place): Suggestion | undefined {
    return this.cache.find(place, this.rules.isWorthShowing);
  }

  private isSure(known: Suggestion | undefined): known is Suggestion {
    return known !== undefined && this.rules.isWorthShowing(known);
  }

  private async ask(wish: Wish, signal: AbortSignal): Promise<Found | undefined> {
    const { place, isExplicit, delayMs, request } = wish;
    if (!isExplicit) await this.parts.pause(delayMs ?? this.delay.ms, signal);
    if (signal.aborted) return undefined;
    const asked = await this.complete(request(place), signal);
    if (!asked) return undefined;
    // A search for several says nothing about the next request.
    if (!isExplicit) this.delay.tookMs(asked.completion.timings.totalMs);
    const found = this.suggestionsOf(place, asked.completion);
    const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isAsked: true })) : found;
    this.remember(place, suggestions, signal);
    return { asked, suggestions };
  }

  private async seekAhead(place: Place, request: Wish['request'], signal: AbortSignal): Promise<Found | undefined> {
    const found = await this.ask({ place, isExplicit: false, most: 1, delayMs: 0, request }, signal);
    if (!found || found.suggestions.length > 0 || !isLineOver(place, found.asked.completion)) return found;
    if (signal.aborted) return found;
    const line = nextLineAt(place);
    // No more than a line: how deep it stands is not known yet, and so no block's end either.
    const asked = await this.complete({ ...request(line), mode: 'line' }, signal);
    if (!asked) return found;
    const suggestions = this.suggestionsOf(line, asked.completion).flatMap((next) => fromThisLine(next, place) ?? []);
    this.remember(place, suggestions, signal);
    return suggestions.length > 0 ? { asked, suggestions } : found;
  }

  private async complete(request: CompletionRequest, signal: AbortSignal): Promise<Asked | undefined> {
    const completion = await this.parts.complete(request, signal);
    return completion && { request, completion };
  }

  private suggestionsOf(place: Place, completion: Completion): Suggestion[] {
    return [completion, ...completion.others].flatMap((text) => this.rules.suggestionOf(place, text) ?? []);
  }

  /** The best one is added last, and so found first. */
  private remember(place: Place, suggestions: readonly Suggestion[], { aborted }: AbortSignal): void {
    for (const suggestion of [...suggestions].reverse()) {
      if (aborted) this.cache.addLate(place, suggestion);
      else this.cache.add(place, suggestion);
    }
  }

  private offers(suggestions: readonly Suggestion[], { place, isExplicit, most, begin = '' }: Wish): Offer[] {
    return suggestions
      .filter(({ text }, i) => suggestions.findIndex((other) => other.text === text) === i)
      .filter((suggestion) => isExplicit || this.rules.isWorthShowing(suggestion))
      .filter(({ text }) => text.startsWith(begin))
      .slice(0, most)
      .flatMap((suggestion) => {
        const fitted = this.rules.present(suggestion, place.after);
        return fitted ? { ...fitted, confidence: suggestion.confidence } : [];
      });
  }
}
