import { fitClosers } from './closers.js';
import { restOfLine } from './place.js';
import type { Suggestion, Surroundings } from './suggestion.js';

/** A place in a document: which one, how far in, and the text around. */
export interface Place extends Surroundings {
  readonly document: string;
  /** Length of all text before the cursor, in UTF-16 code units. */
  readonly offset: number;
}

interface Entry {
  readonly place: Place;
  readonly suggestion: Suggestion;
}

/** How much text around the cursor has to agree. */
const compared = 400;

/** Closers that the editor put after the cursor while the suggestion was typed. */
const typedAhead = /^[)\]}"'`>]*/;

function endsAlike(a: string, b: string): boolean {
  const length = Math.min(compared, a.length, b.length);
  return a.slice(a.length - length) === b.slice(b.length - length);
}

/** The text from the next line on; the cursor's own line is compared apart. */
function followingLines(after: string): string {
  const from = restOfLine(after).length;
  return after.slice(from, from + compared);
}

/** The rest of the line may have got closers in front, or lost those that were typed over. */
function restAgrees(now: string, then: string, typed: string): boolean {
  const rest = restOfLine(now);
  const restThen = restOfLine(then);
  const surplus = rest.length - restThen.length;
  if (surplus >= 0) return rest.endsWith(restThen) && typedAhead.exec(rest)![0].length >= surplus;
  return restThen.endsWith(rest) && fitClosers(typed, restThen).replaces >= -surplus;
}

/**
 * What was suggested lately, and what of it still holds: where the person typed its beginning, the remainder is offered
 * at once (typed-through), and after deleting back, the whole again. The model is not asked.
 */
export class SuggestionCache {
  private entries: Entry[] = [];

  /** @param capacity entries kept; the least recently used one goes first. */
  constructor(private readonly capacity = 100) {}

  add(place: Place, suggestion: Suggestion): void {
    this.entries = [{ place, suggestion }, ...this.entries].slice(0, this.capacity);
  }

  /** @returns what is left to suggest at `now`; undefined if nothing known fits. */
  find(now: Place): Suggestion | undefined {
    for (const entry of this.entries) {
      const left = remainder(entry, now);
      if (!left) continue;
      this.entries = [entry, ...this.entries.filter((other) => other !== entry)];
      return left;
    }
    return undefined;
  }

  clear(): void {
    this.entries = [];
  }
}

function remainder({ place, suggestion }: Entry, now: Place): Suggestion | undefined {
  const typedLength = now.offset - place.offset;
  if (now.document !== place.document || typedLength < 0 || typedLength >= suggestion.text.length) return undefined;
  if (typedLength > now.before.length) return undefined;
  const typed = now.before.slice(now.before.length - typedLength);
  if (!suggestion.text.startsWith(typed)) return undefined;
  if (!endsAlike(now.before.slice(0, now.before.length - typedLength), place.before)) return undefined;
  if (followingLines(now.after) !== followingLines(place.after)) return undefined;
  if (!restAgrees(now.after, place.after, typed)) return undefined;
  return { ...suggestion, text: suggestion.text.slice(typedLength) };
}
