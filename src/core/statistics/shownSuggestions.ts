import { normalize } from '../prompt/lineEndings.js';
import type { StatisticsEvent } from './counts.js';
import type { SuggestionOrigin } from './statistics.js';
import { growthOf, shiftOf, type TextChange } from './textChange.js';

/** So long a suggestion must stand there to count as shown: one that goes with the next key was seen by nobody. */
export const shownAfterMs = 300;

/** So long after its end an offer's acceptance may still be told. */
export const settledAfterMs = 1000;

/** What an editor types in one go for a single key. */
const pairs = new Set(['()', '[]', '{}', '<>', '""', "''", '``']);

/** A suggestion as it is given out, with those among which the person may choose. */
export interface SuggestionShown {
  /** Which document. */
  readonly document: string;
  /** Where the texts begin: at the cursor. */
  readonly offset: number;
  /** With `\n` line ends; the one that is seen first comes first. */
  readonly texts: readonly string[];
  readonly origin: SuggestionOrigin;
}

/** A text that was taken, where it now stands. */
export interface AcceptedText {
  readonly document: string;
  readonly offset: number;
  readonly text: string;
  readonly origin: SuggestionOrigin;
}

interface Offer extends SuggestionShown {
  readonly id: number;
  readonly givenMs: number;
  isShown: boolean;
  /** Characters that were taken and not typed. */
  taken: number;
  endedMs?: number;
}

interface LastChange {
  readonly document: string;
  readonly offset: number;
  readonly inserted: string;
  readonly growth: number;
  /** Whether its growth is counted as taken. */
  readonly isCounted: boolean;
}

/**
 * Follows suggestions from being given out to being taken or not, from what an extension gets to know: its own answers,
 * changes of documents, the cursor, and the command of an item that was taken whole. VS Code tells no extension (but
 * those with proposed API) what it draws and what was taken in parts, so that
 *
 * - a suggestion counts as shown that held for `shownAfterMs` while the cursor stood at it, although VS Code may have had
 *   a reason not to draw it; typing along is one suggestion, not one for each key;
 * - it counts as partly taken if one change at its place brings more than one character of its beginning. A text pasted,
 *   composed or taken from the suggest widget that reads the same is counted too, a part of one character, of blanks or
 *   of an empty pair of brackets is not: a key may have done it;
 * - one dismissed by Escape cannot be told from one that was passed over.
 */
export class ShownSuggestions {
  private current: Offer | undefined;
  private ended: Offer[] = [];
  private last: LastChange | undefined;
  private ids = 0;

  constructor(private readonly emit: (origin: SuggestionOrigin, event: StatisticsEvent) => void) {}

  /** A suggestion is given out. @returns the id with which its acceptance is told. */
  offer(offered: SuggestionShown, nowMs: number): number {
    const { current } = this;
    if (current && isSame(current, offered)) {
      this.current = { ...current, texts: offered.texts };
      return current.id;
    }
    this.end(nowMs);
    const id = ++this.ids;
    this.current = { ...offered, id, givenMs: nowMs, isShown: false, taken: 0 };
    return id;
  }

  /** A document has changed. */
  change(document: string, changes: readonly TextChange[], nowMs: number): void {
    const { current: offer } = this;
    const [first] = changes;
    if (!first) return;
    const at = offer?.document === document ? offer.offset : -1;
    const own = changes.find(({ offset, removed }) => offset <= at && at <= offset + removed) ?? first;
    const others = changes.filter((change) => change !== own);
    const offset = own.offset + shiftOf(own.offset, others);
    const growth = growthOf(changes);
    this.last = { document, offset, inserted: own.inserted, growth, isCounted: false };
    if (offer?.document !== document) return;
    if (own.offset > at || own.offset + own.removed < at) {
      this.current = { ...offer, offset: at + shiftOf(at, changes) };
      return;
    }
    const typedBefore = at - own.offset;
    const inserted = normalize(own.inserted.slice(typedBefore));
    const typed = pairs.has(inserted) ? inserted[0]! : inserted;
    const left = offer.texts.filter((text) => typed !== '' && text.startsWith(typed));
    if (left.length === 0) {
      this.end(nowMs);
      return;
    }
    const isTaken = typed.length > 1 && typed.trim() !== '';
    this.last = { ...this.last, isCounted: isTaken };
    this.current = {
      ...offer,
      offset: offset + (typed === inserted ? own.inserted.length : typedBefore + typed.length),
      texts: left.map((text) => text.slice(typed.length)),
      taken: offer.taken + (isTaken ? growth : 0),
    };
  }

  /** The cursor is there now. */
  cursor(document: string, offset: number, nowMs: number): void {
    if (this.current?.document !== document || this.current.offset !== offset) this.end(nowMs);
  }

  /** What is offered is no longer. */
  end(nowMs: number): void {
    if (!this.current) return;
    this.ended.push({ ...this.current, endedMs: nowMs });
    this.current = undefined;
  }

  /** The item of an offer was taken whole. @returns the text that came in by that; undefined if that is not known. */
  accept(id: number): AcceptedText | undefined {
    const offer = [this.current, ...this.ended].find((candidate) => candidate?.id === id);
    if (!offer) return undefined;
    if (this.current === offer) this.current = undefined;
    this.ended = this.ended.filter((other) => other !== offer);
    const { origin, document } = offer;
    const last = this.last?.document === document ? this.last : undefined;
    this.show(offer);
    this.emit(origin, { kind: 'accepted' });
    this.emit(origin, { kind: 'saved', characters: offer.taken + (last && !last.isCounted ? last.growth : 0) });
    return last && { document, origin, offset: last.offset, text: last.inserted };
  }

  /** Whether `settle` will have something to count later. */
  get isOpen(): boolean {
    return this.ended.length > 0 || this.current?.isShown === false;
  }

  /** Counts what is certain by now. */
  settle(nowMs: number): void {
    const { current } = this;
    if (current && nowMs - current.givenMs >= shownAfterMs) this.show(current);
    const settled = this.ended.filter(({ endedMs }) => nowMs - endedMs! >= settledAfterMs);
    this.ended = this.ended.filter((offer) => !settled.includes(offer));
    for (const offer of settled) {
      if (offer.taken > 0 || offer.endedMs! - offer.givenMs >= shownAfterMs) this.show(offer);
      if (offer.taken === 0) continue;
      this.emit(offer.origin, { kind: 'partlyAccepted' });
      this.emit(offer.origin, { kind: 'saved', characters: offer.taken });
    }
  }

  private show(offer: Offer): void {
    if (offer.isShown) return;
    offer.isShown = true;
    this.emit(offer.origin, { kind: 'shown' });
  }
}

/** Whether what is given out goes on with what is on offer already: the person has typed along. */
function isSame(offer: Offer, { document, offset, texts }: SuggestionShown): boolean {
  if (offer.document !== document || offer.offset !== offset) return false;
  return texts.some((text) => offer.texts.some((old) => old !== '' && (text.startsWith(old) || old.startsWith(text))));
}
