/** Distance of a match; nearer ones say more (nested caches: Hellendoorn and Devanbu 2017). */
export const nearness = { own: 0, near: 1, far: 2 } as const;

/** Positions of a workspace that match a context, as parallel arrays with `count` entries in use. */
export interface Matches {
  readonly count: number;
  /** The token that followed. */
  readonly tokens: Int32Array;
  /** Number of matching tokens before it. */
  readonly lengths: Uint8Array;
  /** One of `nearness`. */
  readonly kinds: Uint8Array;
}

/** Matches with the paths of their files. */
export interface MatchesWithPaths extends Matches {
  /** The file's path; undefined for the open document itself. */
  readonly paths: readonly (string | undefined)[];
}

/** The matches that continue with a token. */
export interface TokenSupport {
  readonly count: number;
  /** Length in tokens of the longest of them; 0 for none. */
  readonly matchTokens: number;
  /** The file of that one; absent for the open document itself. */
  readonly path?: string;
}

/** Counts the matches that continue with a token. */
export function supportOf({ count, tokens, lengths, paths }: MatchesWithPaths, token: number): TokenSupport {
  let [found, matchTokens] = [0, 0];
  let path: string | undefined;
  for (let i = 0; i < count; i++) {
    if (tokens[i] !== token) continue;
    found++;
    if (lengths[i]! > matchTokens) [matchTokens, path] = [lengths[i]!, paths[i]];
  }
  return { count: found, matchTokens, ...(path === undefined ? {} : { path }) };
}

/** A reusable buffer for the matches of one context after another. */
export class MatchBuffer implements MatchesWithPaths {
  count = 0;
  readonly tokens: Int32Array;
  readonly lengths: Uint8Array;
  readonly kinds: Uint8Array;
  readonly paths: (string | undefined)[] = [];

  /**
   * Allocates a buffer.
   *
   * @param capacity maximum number of entries.
   */
  constructor(readonly capacity: number) {
    this.tokens = new Int32Array(capacity);
    this.lengths = new Uint8Array(capacity);
    this.kinds = new Uint8Array(capacity);
  }

  /**
   * Adds a match.
   *
   * @returns false if the buffer is full; nothing is added then.
   */
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

  /** A copy of the current content, as large as it needs to be: at every step of an answer there is one of these. */
  copy(): MatchesWithPaths {
    const { count, tokens, lengths, kinds, paths } = this;
    return {
      count,
      tokens: tokens.slice(0, count),
      lengths: lengths.slice(0, count),
      kinds: kinds.slice(0, count),
      paths: paths.slice(0, count),
    };
  }
}
