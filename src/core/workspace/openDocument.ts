import { nearness, type MatchBuffer } from './matchBuffer.js';
import { longestMatch } from './tokenArray.js';

/** A match of a single token that stands in front of every second word says nothing, and there are many. */
const maxPlaces = 64;

/**
 * The document that is being edited, as its newest text says: what stands before the cursor's line, and what stands
 * after it. The line itself is left out, since it is what is asked for. Small enough to be searched from end to end:
 * there is nothing to build at a keystroke.
 */
export class OpenDocument {
  /** Places counted by their match length, for the choice of the longest. */
  private readonly lengths = new Uint32Array(longestMatch + 1);
  private readonly places: Int32Array;
  private readonly matchLengths: Uint8Array;

  /** @param parts the tokens before the line and those after it; no match goes across the gap. */
  constructor(private readonly parts: readonly (readonly number[])[]) {
    const longest = Math.max(0, ...parts.map(({ length }) => length));
    this.places = new Int32Array(longest);
    this.matchLengths = new Uint8Array(longest);
  }

  /** Adds the places with the longest matches, at most 64; among equal ones those that stand last. */
  find(context: readonly number[], matches: MatchBuffer): void {
    for (const part of this.parts) this.findIn(part, context, matches);
  }

  private findIn(part: readonly number[], context: readonly number[], matches: MatchBuffer): void {
    const { lengths, places, matchLengths } = this;
    const last = context.length - 1;
    const lastToken = context[last];
    lengths.fill(0);
    let found = 0;
    for (let place = 1; place < part.length; place++) {
      if (part[place - 1] !== lastToken) continue;
      const most = Math.min(longestMatch, place, context.length);
      let length = 1;
      while (length < most && part[place - 1 - length] === context[last - length]) length++;
      places[found] = place;
      matchLengths[found++] = length;
      lengths[length]!++;
    }
    let shortest = longestMatch + 1;
    let room = maxPlaces;
    while (shortest > 1 && room > 0) room -= lengths[--shortest]!;
    // Of the shortest that are taken there may be too many.
    let spared = Math.max(0, -room);
    for (let i = 0; i < found; i++) {
      if (matchLengths[i]! < shortest) continue;
      if (matchLengths[i] === shortest && spared > 0) spared--;
      else matches.add(part[places[i]!]!, matchLengths[i]!, nearness.own, undefined);
    }
  }
}
