import { normalize } from '../prompt/lineEndings.js';
import type { StatisticsEvent } from './counts.js';
import type { SuggestionOrigin } from './statistics.js';
import { growthOf, shiftOf, type TextChange } from './textChange.js';

/** Minimum duration for a suggestion to count as shown: one that disappears with the next key was not seen. */
export const shownAfterMs = 300;

/** Time after the end of a suggestion in which its acceptance may still be reported. */
export const settledAfterMs = 1000;

/** Pairs that an editor types at once for a single key. */
const pairs = new Set(['()', '[]', '{}', '<>', '""', "''", '``']);

/** A displayed suggestion, with its alternatives. */
interface SuggestionShown {
  /** Identifies the document. */
  readonly document: string;
  /** The start of the texts: the cursor. */
  readonly offset: number;
  /** With `\n` line ends; the visible one first. */
  readonly texts: readonly string[];
  readonly origin: SuggestionOrigin;
}

/** An accepted text, and its position now. */
export interface AcceptedText {
  readonly document: string;
  readonly offset: number;
  readonly text: string;
  readonly origin: SuggestionOrigin;
}

interface TrackedSuggestion extends SuggestionShown {
  readonly id: number;
  readonly givenMs: number;
  isShown: boolean;
  /** Characters that were accepted and not typed. */
  acceptedCharacters: number;
  endedMs?: number;
}

interface LastChange {
  readonly document: string;
  readonly offset: number;
  readonly inserted: string;
  readonly growth: number;
  /** Whether its growth is counted as accepted. */
  readonly isCounted: boolean;
}

/**
 * Tracks suggestions from display to acceptance or dismissal, from what an extension can observe: its own answers,
 * changes of documents, the cursor, and the command of an item that was accepted whole. VS Code tells no extension
 * (except those with proposed API) what it draws and what was accepted in parts, so that
 *
 * - a suggestion counts as shown that was valid for `shownAfterMs` while the cursor was at it, although VS Code may
 *   have had a reason not to draw it; typing along is one suggestion, not one for each key;
 * - it counts as partly accepted if one change at its position inserts more than one character of its start. A text
 *   pasted, composed or accepted from the suggest widget that reads the same is counted too; a part of one character,
 *   of whitespace or of an empty pair of brackets is not: a key may have done it;
 * - one dismissed with Escape cannot be told from one that was ignored.
 */
export class ShownSuggestions {
  private current: TrackedSuggestion | undefined;
  private ended: TrackedSuggestion[] = [];
  private lastChange: LastChange | undefined;
  private ids = 0;

  constructor(private readonly emit: (origin: SuggestionOrigin, event: StatisticsEvent) => void) {}

  /**
   * Starts to track a suggestion.
   *
   * @returns the id with which its acceptance is reported.
   */
  track(suggestion: SuggestionShown, nowMs: number): number {
    const { current } = this;
    if (current && isContinuation(current, suggestion)) {
      this.current = { ...current, texts: suggestion.texts };
      return current.id;
    }
    this.end(nowMs);
    const id = ++this.ids;
    this.current = { ...suggestion, id, givenMs: nowMs, isShown: false, acceptedCharacters: 0 };
    return id;
  }

  /** Handles a change of a document. */
  change(document: string, changes: readonly TextChange[], nowMs: number): void {
    const { current: suggestion } = this;
    const [first] = changes;
    if (!first) return;
    const at = suggestion?.document === document ? suggestion.offset : -1;
    const own = changes.find(({ offset, removed }) => offset <= at && at <= offset + removed) ?? first;
    const others = changes.filter((change) => change !== own);
    const offset = own.offset + shiftOf(own.offset, others);
    const growth = growthOf(changes);
    this.lastChange = { document, offset, inserted: own.inserted, growth, isCounted: false };
    if (suggestion?.document !== document) return;
    if (own.offset > at || own.offset + own.removed < at) {
      this.current = { ...suggestion, offset: at + shiftOf(at, changes) };
      return;
    }
    const typedBefore = at - own.offset;
    const inserted = normalize(own.inserted.slice(typedBefore));
    const typed = pairs.has(inserted) ? inserted[0]! : inserted;
    const left = suggestion.texts.filter((text) => typed !== '' && text.startsWith(typed));
    if (left.length === 0) {
      this.end(nowMs);
      return;
    }
    const isAccepted = typed.length > 1 && typed.trim() !== '';
    this.lastChange = { ...this.lastChange, isCounted: isAccepted };
    this.current = {
      ...suggestion,
      offset: offset + (typed === inserted ? own.inserted.length : typedBefore + typed.length),
      texts: left.map((text) => text.slice(typed.length)),
      acceptedCharacters: suggestion.acceptedCharacters + (isAccepted ? growth : 0),
    };
  }

  /** Handles a move of the cursor. */
  cursor(document: string, offset: number, nowMs: number): void {
    if (this.current?.document !== document || this.current.offset !== offset) this.end(nowMs);
  }

  /** Ends the current suggestion: it is no longer visible. */
  end(nowMs: number): void {
    if (!this.current) return;
    this.ended.push({ ...this.current, endedMs: nowMs });
    this.current = undefined;
  }

  /**
   * Handles the acceptance of a whole item.
   *
   * @returns the text that was inserted by that; undefined if that is not known.
   */
  accept(id: number): AcceptedText | undefined {
    const suggestion = [this.current, ...this.ended].find((candidate) => candidate?.id === id);
    if (!suggestion) return undefined;
    if (this.current === suggestion) this.current = undefined;
    this.ended = this.ended.filter((other) => other !== suggestion);
    const { origin, document } = suggestion;
    const lastChange = this.lastChange?.document === document ? this.lastChange : undefined;
    this.markShown(suggestion);
    this.emit(origin, { kind: 'accepted' });
    this.emit(origin, {
      kind: 'saved',
      characters: suggestion.acceptedCharacters + (lastChange && !lastChange.isCounted ? lastChange.growth : 0),
    });
    return lastChange && { document, origin, offset: lastChange.offset, text: lastChange.inserted };
  }

  /** Whether `settle` will have something to count later. */
  get isOpen(): boolean {
    return this.ended.length > 0 || this.current?.isShown === false;
  }

  /** Counts everything that is certain by now. */
  settle(nowMs: number): void {
    const { current } = this;
    if (current && nowMs - current.givenMs >= shownAfterMs) this.markShown(current);
    const settled = this.ended.filter(({ endedMs }) => nowMs - endedMs! >= settledAfterMs);
    this.ended = this.ended.filter((suggestion) => !settled.includes(suggestion));
    for (const suggestion of settled) {
      if (suggestion.acceptedCharacters > 0 || suggestion.endedMs! - suggestion.givenMs >= shownAfterMs)
        this.markShown(suggestion);
      if (suggestion.acceptedCharacters === 0) continue;
      this.emit(suggestion.origin, { kind: 'partlyAccepted' });
      this.emit(suggestion.origin, { kind: 'saved', characters: suggestion.acceptedCharacters });
    }
  }

  private markShown(suggestion: TrackedSuggestion): void {
    if (suggestion.isShown) return;
    suggestion.isShown = true;
    this.emit(suggestion.origin, { kind: 'shown' });
  }
}

/** Whether a new suggestion continues the current one: the user has typed along. */
function isContinuation(suggestion: TrackedSuggestion, { document, offset, texts }: SuggestionShown): boolean {
  if (suggestion.document !== document || suggestion.offset !== offset) return false;
  return texts.some((text) =>
    suggestion.texts.some((old) => old !== '' && (text.startsWith(old) || old.startsWith(text))),
  );
}
