import { tokenBytesOf } from './tokenBytes.js';

const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
};

const startsWith = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  bytes.length >= prefix.length && prefix.every((byte, i) => bytes[i] === byte);

/**
 * The bytes of each token id, and the ids by their bytes: a sorted array, in which all tokens with a common prefix are
 * neighbours (a trie without nodes).
 */
export class Vocabulary {
  readonly size: number;
  private readonly bytesById: Uint8Array[] = [];
  private readonly namesById = new Map<number, string>();
  private readonly sortedIds: Int32Array;
  private readonly longest: number;

  /**
   * Reads the tokenizer's vocabulary.
   *
   * @param entries the tokenizer's vocabulary, including added tokens.
   * @param control ids of control tokens (end of sequence, fill-in-the-middle, file), which never spell text.
   */
  constructor(
    entries: ReadonlyMap<string, number>,
    readonly control: ReadonlySet<number>,
  ) {
    const toBytes = tokenBytesOf(entries);
    const ids: number[] = [];
    let size = 0;
    let longest = 0;
    for (const [entry, id] of entries) {
      size = Math.max(size, id + 1);
      const bytes = control.has(id) ? new Uint8Array(0) : toBytes(entry);
      this.bytesById[id] = bytes;
      if (control.has(id)) this.namesById.set(id, entry);
      if (bytes.length === 0) continue;
      ids.push(id);
      longest = Math.max(longest, bytes.length);
    }
    this.size = size;
    this.longest = longest;
    this.sortedIds = Int32Array.from(ids.sort((a, b) => compareBytes(this.bytes(a), this.bytes(b))));
  }

  /** The bytes that a token adds to the text; none for a control token. */
  bytes(id: number): Uint8Array {
    return this.bytesById[id] ?? new Uint8Array(0);
  }

  /** The name of a control token; undefined for others. */
  nameOf(id: number): string | undefined {
    return this.namesById.get(id);
  }

  /** Whether both spell the same with the same ids. */
  equals(other: Vocabulary): boolean {
    if (this.size !== other.size || this.sortedIds.length !== other.sortedIds.length) return false;
    return this.sortedIds.every((id) => compareBytes(this.bytes(id), other.bytes(id)) === 0);
  }

  /**
   * The ids of all tokens whose bytes start with `prefix` (its own included). The array is shared: do not change it.
   */
  startingWith(prefix: Uint8Array): Int32Array {
    const from = this.lowerBound((bytes) => compareBytes(bytes, prefix) >= 0);
    const to = this.lowerBound((bytes) => compareBytes(bytes, prefix) >= 0 && !startsWith(bytes, prefix));
    return this.sortedIds.subarray(from, to);
  }

  /** The ids of the tokens that are a proper, non-empty prefix of `bytes`, shortest first. */
  prefixesOf(bytes: Uint8Array): number[] {
    const found: number[] = [];
    for (let length = 1; length < Math.min(bytes.length, this.longest + 1); length++) {
      const prefix = bytes.subarray(0, length);
      // Several tokens may spell the same: with byte pieces `a` and `<0x61>`.
      let at = this.lowerBound((other) => compareBytes(other, prefix) >= 0);
      for (; at < this.sortedIds.length && compareBytes(this.bytes(this.sortedIds[at]!), prefix) === 0; at++) {
        found.push(this.sortedIds[at]!);
      }
    }
    return found;
  }

  /** The first index of the sorted ids at which `reached` holds; it must hold for all after that. */
  private lowerBound(reached: (bytes: Uint8Array) => boolean): number {
    let from = 0;
    let to = this.sortedIds.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (reached(this.bytes(this.sortedIds[middle]!))) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}
