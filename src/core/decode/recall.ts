/** So many rows are enough to get back to the prompt from an answer of a line. */
const mostRows = 64;
/** A vocabulary of 150,000 tokens has rows of 0.6 MB. */
const mostBytes = 16e6;

/**
 * The latest rows of logits, each at the position of the token that it follows. A row depends on nothing but the tokens
 * up to it: as long as those have not been replaced, it need not be computed again. While a word is being typed the
 * prompt stays the same, and mostly the next tokens do, too.
 */
export class Recall {
  private readonly known = new Map<number, { readonly id: number; readonly row: Float32Array }>();
  private readonly most: number;

  constructor(vocabSize: number) {
    this.most = Math.max(1, Math.min(mostRows, Math.floor(mostBytes / (vocabSize * Float32Array.BYTES_PER_ELEMENT))));
  }

  /** Takes a copy of the row after the token `id` at a position; the oldest one may have to go. */
  note(position: number, id: number, row: Float32Array): void {
    this.known.delete(position);
    this.known.set(position, { id, row: row.slice() });
    if (this.known.size > this.most) this.known.delete(this.known.keys().next().value!);
  }

  /** The tokens from `position` on are replaced. */
  forgetFrom(position: number): void {
    for (const at of this.known.keys()) if (at >= position) this.known.delete(at);
  }

  /** @returns the row after `id` at a position, if that token is what was fed there last. */
  at(position: number, id: number): Float32Array | undefined {
    const found = this.known.get(position);
    return found?.id === id ? found.row : undefined;
  }
}
