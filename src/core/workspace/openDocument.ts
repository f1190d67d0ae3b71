import { nearness, type MatchBuffer } from './matchBuffer.js';
import { maxMatchTokens } from './tokenArray.js';

/** A match of a single token that precedes every second word says nothing, and there are many. */
const maxPositions = 64;

/**
 * The newest text of the document that is being edited: what is before the cursor's line, and what is after it. The
 * line itself is left out, since it is what is to be completed. Small enough for a linear search: there is nothing to
 * build at a keystroke.
 */
export class OpenDocument {
  /** Numbers of positions by match length, for the choice of the longest. */
  private readonly lengths = new Uint32Array(maxMatchTokens + 1);
  private readonly positions: Int32Array;
  private readonly matchLengths: Uint8Array;

  /**
   * Allocates the buffers.
   *
   * @param parts the tokens before the line and those after it; no match crosses the gap.
   */
  constructor(private readonly parts: readonly (readonly number[])[]) {
    const longest = Math.max(0, ...parts.map(({ length }) => length));
    this.positions = new Int32Array(longest);
    this.matchLengths = new Uint8Array(longest);
  }

  /** Adds the positions with the longest matches, at most 64; among equal ones the last ones. */
  find(context: readonly number[], matches: MatchBuffer): void {
    for (const part of this.parts) this.findIn(part, context, matches);
  }

  private findIn(part: readonly number[], context: readonly number[], matches: MatchBuffer): void {
    const { lengths, positions, matchLengths } = this;
    const last = context.length - 1;
    const lastToken = context[last];
    lengths.fill(0);
    let found = 0;
    for (let position = 1; position < part.length; position++) {
      if (part[position - 1] !== lastToken) continue;
      const most = Math.min(maxMatchTokens, position, context.length);
      let length = 1;
      while (length < most && part[position - 1 - length] === context[last - length]) length++;
      positions[found] = position;
      matchLengths[found++] = length;
      lengths[length]!++;
    }
    let shortest = maxMatchTokens + 1;
    let room = maxPositions;
    while (shortest > 1 && room > 0) room -= lengths[--shortest]!;
    // There may be too many of the shortest that are taken.
    let spared = Math.max(0, -room);
    for (let i = 0; i < found; i++) {
      if (matchLengths[i]! < shortest) continue;
      if (matchLengths[i] === shortest && spared > 0) spared--;
      else matches.add(part[positions[i]!]!, matchLengths[i]!, nearness.own, undefined);
    }
  }
}
