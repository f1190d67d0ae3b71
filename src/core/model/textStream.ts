const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Number of bytes of a character whose first byte is `first`; 1 for an invalid first byte. */
const lengthOf = (first: number): number =>
  first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

/** Whether `second` may follow: no surrogates, nothing above U+10FFFF, no overlong encodings. */
function fits(first: number, second: number): boolean {
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= least && second <= most;
}

/** Number of bytes at the end of `bytes` that start an incomplete character: 0 to 3 (Unicode 16, table 3-7). */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0x80 && byte < 0xc0) continue;
    if (back >= lengthOf(byte)) return 0;
    return back === 1 || fits(byte, bytes[bytes.length - back + 1]!) ? back : 0;
  }
  return 0;
}

/** A decoder of the bytes of tokens, piece by piece; a character is returned once all its bytes are there. */
export class TextStream {
  /**
   * Creates a stream.
   *
   * @param skip number of bytes at the start that are not part of the text: those of a healed piece.
   * @param waiting bytes of an incomplete character.
   */
  constructor(
    private skip = 0,
    private waiting = new Uint8Array(0),
  ) {}

  /** Number of bytes still to be skipped. */
  get skipping(): number {
    return this.skip;
  }

  /**
   * Appends bytes.
   *
   * @returns the text that `bytes` completes, possibly none.
   */
  push(bytes: Uint8Array): string {
    const skipped = Math.min(this.skip, bytes.length);
    this.skip -= skipped;
    let all = bytes.subarray(skipped);
    if (this.waiting.length > 0) {
      all = Uint8Array.of(...this.waiting, ...all);
    }
    const end = all.length - unfinished(all);
    this.waiting = all.slice(end);
    return utf8.decode(all.subarray(0, end));
  }

  /** An independent copy, to continue along another path. */
  fork(): TextStream {
    return new TextStream(this.skip, this.waiting);
  }
}
