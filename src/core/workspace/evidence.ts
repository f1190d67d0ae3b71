/** Where a match lies; nearer ones say more (nested caches: Hellendoorn and Devanbu 2017). */
export const nearness = { own: 0, near: 1, far: 2 } as const;

/** Places of a workspace that match a context, as parallel arrays with `count` entries in use. */
export interface Matches {
  readonly count: number;
  /** The token that followed. */
  readonly tokens: Int32Array;
  /** How many tokens before it match. */
  readonly lengths: Uint8Array;
  /** One of `nearness`. */
  readonly kinds: Uint8Array;
}

/** A buffer for the matches of one context after the other. */
export class Evidence implements Matches {
  count = 0;
  readonly tokens: Int32Array;
  readonly lengths: Uint8Array;
  readonly kinds: Uint8Array;
  /** The file's path; undefined for the open document itself. */
  readonly paths: (string | undefined)[] = [];

  /** @param capacity the most entries. */
  constructor(readonly capacity: number) {
    this.tokens = new Int32Array(capacity);
    this.lengths = new Uint8Array(capacity);
    this.kinds = new Uint8Array(capacity);
  }

  /** @returns false if there is no room left; nothing is added then. */
  add(token: number, length: number, kind: number, path: string | undefined): boolean {
    const { count } = this;
    if (count >= this.capacity) return false;
    this.tokens[count] = token;
    this.lengths[count] = length;
    this.kinds[count] = kind;
    this.paths[count] = path;
    this.count++;
    return true;
  }
}
