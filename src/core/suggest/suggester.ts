import { Prefetch } from './prefetch.js';
import { isCompletable, type CursorContext } from './cursorContext.js';
import { Seeker, type Found } from './seeker.js';
import { fits, type Suggestion } from './suggestion.js';
import { SuggestionCache } from './suggestionCache.js';
import {
  shippedRules,
  type SuggestionResult,
  type SuggestionItem,
  type SuggesterParts,
  type SuggestionRequest,
} from './suggestionRequest.js';

/** Ghost text without an editor: what is known already at once, otherwise what the completer finds. */
export class Suggester {
  private readonly seeker: Seeker;
  private readonly ahead = new Prefetch<Found | undefined>();

  constructor(
    parts: SuggesterParts,
    private readonly cache = new SuggestionCache(),
    private readonly rules = shippedRules,
  ) {
    this.seeker = new Seeker(parts, cache, rules);
  }

  /** A key was pressed, whether or not a suggestion is wished for after it. */
  keyAt(nowMs: number): void {
    this.seeker.keyAt(nowMs);
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
  accepted({ context, request }: Pick<SuggestionRequest, 'context' | 'request'>): void {
    if (!isCompletable(context.suffix) || this.isSure(this.find(context))) return;
    this.ahead.begin(context, (signal) => this.seeker.askAhead(context, request, signal));
  }

  /** @returns undefined at a place where nothing is to be suggested. */
  async suggest(suggestionRequest: SuggestionRequest, signal: AbortSignal): Promise<SuggestionResult | undefined> {
    const { context, isExplicit } = suggestionRequest;
    if (!isCompletable(context.suffix)) return undefined;
    if (!isExplicit && (context.prefix + context.suffix).trim() === '') return undefined;
    if (isExplicit) this.ahead.end();
    const ahead = this.ahead.take(context, signal);
    // What was not sure enough a few keys ago may be by now: only what can be shown saves asking.
    const known = this.find(context);
    if (!isExplicit && !ahead && this.isSure(known)) {
      return {
        items: this.offered([known], suggestionRequest).map(({ offer }) => offer),
        isCached: true,
        cached: known,
      };
    }
    const found = (await ahead) ?? (await this.seeker.ask(suggestionRequest, signal));
    const suggestions = found?.suggestions ?? [];
    // Who asks for it gets more than the one that is known, but that one first: what is on the screen stays.
    const first = isExplicit && known ? wholeOf(known, suggestions) : undefined;
    const offered = this.offered(first ? [first, ...suggestions] : suggestions, suggestionRequest);
    // Typing on has to find the one on the screen, whichever others begin alike.
    if (isExplicit && offered[0] && !signal.aborted)
      this.cache.add(context, { ...offered[0].suggestion, isExplicit: true });
    return {
      items: offered.map(({ offer }) => offer),
      isCached: false,
      ...(known ? { cached: known } : {}),
      ...(found ? { fresh: found.asked } : {}),
    };
  }

  private find(place: CursorContext): Suggestion | undefined {
    // One that ends where the closers after the cursor begin must not hide another one that goes on.
    return this.cache.find(place, (known) => {
      const shown = this.rules.shownOf(known);
      return shown !== undefined && fits(shown, place.suffix);
    });
  }

  private isSure(known: Suggestion | undefined): known is Suggestion {
    return known !== undefined && this.rules.shownOf(known) !== undefined;
  }

  private offered(
    suggestions: readonly Suggestion[],
    { context, isExplicit, maxItems, requiredPrefix = '' }: SuggestionRequest,
  ): { readonly suggestion: Suggestion; readonly offer: SuggestionItem }[] {
    return suggestions
      .filter(({ text }, i) => suggestions.findIndex((other) => other.text === text) === i)
      .flatMap((suggestion) => (isExplicit ? suggestion : (this.rules.shownOf(suggestion) ?? [])))
      .filter(({ text }) => text.startsWith(requiredPrefix))
      .flatMap((suggestion) => {
        const { confidence, isCut = false } = suggestion;
        const fitted = this.rules.present(suggestion, context.suffix);
        return fitted ? { suggestion, offer: { ...fitted, confidence, ...(isCut ? { isCut } : {}) } } : [];
      })
      .slice(0, maxItems);
  }
}

/** The one among others that a cut suggestion is the beginning of; else the suggestion itself. */
const wholeOf = (known: Suggestion, others: readonly Suggestion[]): Suggestion =>
  (known.isCut ? others.find(({ text }) => text.startsWith(known.text)) : undefined) ?? known;
