import type { Completion, CompletionRequest } from '../completion.js';
import type { Fitted } from './closers.js';
import { AdaptiveDelay } from './delay.js';
import { isCompletable } from './place.js';
import { isWorthShowing, present, suggestionOf, type Suggestion, type Surroundings } from './suggestion.js';
import { SuggestionCache, type Place } from './suggestionCache.js';

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
  /** What to ask for the place; made only once the delay is over. */
  readonly request: () => CompletionRequest;
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

const shippedRules: TextRules = { suggestionOf, isWorthShowing, present };

/** Ghost text without an editor: what is known already at once, otherwise what the completer finds. */
export class Suggester {
  private readonly delay = new AdaptiveDelay();

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
    this.cache.clear();
  }

  /** @returns undefined at a place where nothing is to be suggested. */
  async suggest(wish: Wish, signal: AbortSignal): Promise<Answer | undefined> {
    const { place, isExplicit } = wish;
    if (!isCompletable(place.after)) return undefined;
    if (!isExplicit && (place.before + place.after).trim() === '') return undefined;
    // What was not sure enough a few keys ago may be by now: only what can be shown saves asking. Who asks for it gets
    // more than the one that is known, but that one first: what is on the screen stays.
    const known = this.cache.find(place);
    if (known && !isExplicit && this.rules.isWorthShowing(known)) {
      return { offers: this.offers([known], wish), isKnown: true, known };
    }
    const asked = await this.ask(wish, signal);
    const found = asked ? this.remember(asked.completion, wish) : [];
    return {
      offers: this.offers(known && isExplicit ? [known, ...found] : found, wish),
      isKnown: false,
      ...(known ? { known } : {}),
      ...(asked ? { asked } : {}),
    };
  }

  private async ask({ isExplicit, delayMs, request }: Wish, signal: AbortSignal): Promise<Asked | undefined> {
    if (!isExplicit) await this.parts.pause(delayMs ?? this.delay.ms, signal);
    if (signal.aborted) return undefined;
    const asked = request();
    const completion = await this.parts.complete(asked, signal);
    if (!completion) return undefined;
    // The wait for the model to load says nothing about the next request, and neither does a search for several.
    if (!isExplicit) this.delay.tookMs(completion.timings.totalMs);
    return { request: asked, completion };
  }

  private remember(completion: Completion, { place, isExplicit }: Wish): Suggestion[] {
    const found = [completion, ...completion.others].flatMap((text) => this.rules.suggestionOf(place, text) ?? []);
    const suggestions = isExplicit ? found.map((suggestion) => ({ ...suggestion, isAsked: true })) : found;
    // The best one is added last, and so found first.
    for (const suggestion of [...suggestions].reverse()) this.cache.add(place, suggestion);
    return suggestions;
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
