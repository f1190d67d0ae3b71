import { Ahead } from './ahead.js';
import { isCompletable, type Place } from './place.js';
import { Seeker, type Found } from './seeker.js';
import { fits, type Suggestion } from './suggestion.js';
import { SuggestionCache } from './suggestionCache.js';
import { shippedRules, type Answer, type Offer, type SuggesterParts, type Wish } from './wish.js';

/** Ghost text without an editor: what is known already at once, otherwise what the completer finds. */
export class Suggester {
  private readonly seeker: Seeker;
  private readonly ahead = new Ahead<Found | undefined>();

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
  accepted({ place, request }: Pick<Wish, 'place' | 'request'>): void {
    if (!isCompletable(place.after) || this.isSure(this.find(place))) return;
    this.ahead.begin(place, (signal) => this.seeker.askAhead(place, request, signal));
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
      return { offers: this.offered([known], wish).map(({ offer }) => offer), isKnown: true, known };
    }
    const found = (await ahead) ?? (await this.seeker.ask(wish, signal));
    const suggestions = found?.suggestions ?? [];
    // Who asks for it gets more than the one that is known, but that one first: what is on the screen stays.
    const first = isExplicit && known ? wholeOf(known, suggestions) : undefined;
    const offered = this.offered(first ? [first, ...suggestions] : suggestions, wish);
    // Typing on has to find the one on the screen, whichever others begin alike.
    if (isExplicit && offered[0] && !signal.aborted) this.cache.add(place, { ...offered[0].suggestion, isAsked: true });
    return {
      offers: offered.map(({ offer }) => offer),
      isKnown: false,
      ...(known ? { known } : {}),
      ...(found ? { asked: found.asked } : {}),
    };
  }

  private find(place: Place): Suggestion | undefined {
    // One that ends where the closers after the cursor begin must not hide another one that goes on.
    return this.cache.find(place, (known) => {
      const shown = this.rules.shownOf(known);
      return shown !== undefined && fits(shown, place.after);
    });
  }

  private isSure(known: Suggestion | undefined): known is Suggestion {
    return known !== undefined && this.rules.shownOf(known) !== undefined;
  }

  private offered(
    suggestions: readonly Suggestion[],
    { place, isExplicit, most, begin = '' }: Wish,
  ): { readonly suggestion: Suggestion; readonly offer: Offer }[] {
    return suggestions
      .filter(({ text }, i) => suggestions.findIndex((other) => other.text === text) === i)
      .flatMap((suggestion) => (isExplicit ? suggestion : (this.rules.shownOf(suggestion) ?? [])))
      .filter(({ text }) => text.startsWith(begin))
      .flatMap((suggestion) => {
        const { confidence, isCut = false } = suggestion;
        const fitted = this.rules.present(suggestion, place.after);
        return fitted ? { suggestion, offer: { ...fitted, confidence, ...(isCut ? { isCut } : {}) } } : [];
      })
      .slice(0, most);
  }
}

/** The one among others that a cut suggestion is the beginning of; else the suggestion itself. */
const wholeOf = (known: Suggestion, others: readonly Suggestion[]): Suggestion =>
  (known.isCut ? others.find(({ text }) => text.startsWith(known.text)) : undefined) ?? known;
