/** Turns the bytes of tokens into text as they come; a character is given out once all its bytes are there. */
export class TextStream {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** @param skip how many bytes at the start are no part of the text: those of a healed piece. */
  constructor(private skip = 0) {}

  /** How many bytes are still to be skipped. */
  get skipping(): number {
    return this.skip;
  }

  /** @returns the text that `bytes` completes, possibly none. */
  push(bytes: Uint8Array): string {
    const skipped = Math.min(this.skip, bytes.length);
    this.skip -= skipped;
    return this.decoder.decode(bytes.subarray(skipped), { stream: true });
  }
}
