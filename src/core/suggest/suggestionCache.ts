import type { CursorContext } from './cursorContext.js';
import { remainderOf } from './remainder.js';
import type { Suggestion } from './suggestion.js';

interface Entry {
  readonly place: CursorContext;
  readonly suggestion: Suggestion;
}

/**
 * What was suggested lately, and what of it still holds: where the person typed its beginning, the remainder is offered
 * at once (typed-through), and after deleting back, the whole again. The model is not asked.
 */
export class SuggestionCache {
  private entries: Entry[] = [];

  /** @param capacity entries kept; the least recently used one goes first. */
  constructor(private readonly capacity = 100) {}

  add(place: CursorContext, suggestion: Suggestion): void {
    this.entries = [{ place, suggestion }, ...this.entries].slice(0, this.capacity);
  }

  /** Adds what comes too late to be shown: what was found last may stand on the screen, and stays before it. */
  addLate(place: CursorContext, suggestion: Suggestion): void {
    const [last, ...others] = this.entries;
    this.entries = [...(last ? [last] : []), { place, suggestion }, ...others].slice(0, this.capacity);
  }

  /**
   * @param isPreferred what goes before others that fit as well.
   * @returns what is left to suggest at `now`; undefined if nothing known fits.
   */
  find(now: CursorContext, isPreferred: (suggestion: Suggestion) => boolean = () => true): Suggestion | undefined {
    const fitting = this.entries.flatMap((entry) => {
      const left = remainderOf(entry.suggestion, entry.place, now);
      return left ? [{ entry, left }] : [];
    });
    const found = fitting.find(({ left }) => isPreferred(left)) ?? fitting[0];
    if (found) this.entries = [found.entry, ...this.entries.filter((entry) => entry !== found.entry)];
    return found?.left;
  }

  clear(): void {
    this.entries = [];
  }
}
