import type { CursorContext } from './cursorContext.js';
import { remainderOf } from './remainder.js';
import type { Suggestion } from './suggestion.js';

interface Entry {
  readonly context: CursorContext;
  readonly suggestion: Suggestion;
}

/**
 * The latest suggestions, which answer without the model: where the user typed the start of one, its remainder is
 * suggested at once (typed-through), and after deleting back, the whole again.
 */
export class SuggestionCache {
  private entries: Entry[] = [];

  /** @param capacity maximum number of entries; the least recently used one is dropped first. */
  constructor(private readonly capacity = 100) {}

  add(context: CursorContext, suggestion: Suggestion): void {
    this.entries = [{ context, suggestion }, ...this.entries].slice(0, this.capacity);
  }

  /** Adds a suggestion that came too late to be shown, after the latest one, which may be on the screen. */
  addLate(context: CursorContext, suggestion: Suggestion): void {
    const [latest, ...others] = this.entries;
    this.entries = [...(latest ? [latest] : []), { context, suggestion }, ...others].slice(0, this.capacity);
  }

  /**
   * @param isPreferred whether a suggestion is returned before others that fit as well.
   * @returns the rest of a suggestion at `now`; undefined if none fits.
   */
  find(now: CursorContext, isPreferred: (suggestion: Suggestion) => boolean = () => true): Suggestion | undefined {
    const fitting = this.entries.flatMap((entry) => {
      const remainder = remainderOf(entry.suggestion, entry.context, now);
      return remainder ? [{ entry, remainder }] : [];
    });
    const best = fitting.find(({ remainder }) => isPreferred(remainder)) ?? fitting[0];
    if (best) this.entries = [best.entry, ...this.entries.filter((entry) => entry !== best.entry)];
    return best?.remainder;
  }

  clear(): void {
    this.entries = [];
  }
}
