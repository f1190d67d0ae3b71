/** Enough tokens to return to the prompt from an answer of a line, and to a few that were tried. */
const maxTokens = 64;
/** A vocabulary of 150,000 tokens has rows of 0.6 MB. */
const maxBytes = 16e6;

/** The cache of keys and values, into which tokens are restored. `V` holds those of one token. */
export interface CacheRows<V> {
  /** Copies the keys and values of the token at a position. */
  save(position: number): V;
  restore(position: number, values: V): void;
}

/** A token that was fed after the tokens of its ancestors. */
interface Node<V> {
  readonly id: number;
  readonly position: number;
  parent: Node<V> | undefined;
  readonly children: Map<number, Node<V>>;
  /** The logits after it; absent where they were not computed. */
  row?: Float32Array;
  /** Its keys and values; absent if the token was never removed from the attention cache, which has them. */
  values?: V;
}

/**
 * The latest tokens that a model was fed, with the logits after them. A row of logits, and a token's keys and values,
 * depend on nothing but the tokens up to it, so they need not be computed again, whatever was fed in between (Zheng et
 * al. 2024, RadixAttention). While a word is typed the prompt stays the same, and mostly the next tokens do, too.
 *
 * The tokens form a tree, since the same tokens were continued in several ways. After the prompt `x = f(` and the
 * answers `a)` and `b`, with all tokens up to `f` evicted:
 *
 *     root ── ( ─┬─ a ── )
 *                └─ b
 *
 * The root is the position before the oldest token that is kept. The live path, here `( b`, is what the attention cache
 * holds now. Nodes outside of it carry their own keys and values: if `a` is fed again, they are copied into the cache,
 * and `a` joins the live path in place of `b`.
 */
export class ForwardCache<V> {
  /** Oldest first. */
  private readonly nodes = new Set<Node<V>>();
  /** The parent of the oldest tokens: the last evicted one, or none. Only its position and its children are used. */
  private root: Node<V>;
  /** The live path: the tokens after the root that are in the attention cache, `live[i]` at `root.position + 1 + i`. */
  private live: Node<V>[] = [];
  private readonly maxNodes: number;

  constructor(
    vocabSize: number,
    private readonly rows: CacheRows<V>,
  ) {
    this.maxNodes = Math.max(1, Math.min(maxTokens, Math.floor(maxBytes / (vocabSize * Float32Array.BYTES_PER_ELEMENT))));
    this.root = rootBefore(0);
  }

  /** Takes the tokens from `position` on off the live path and saves their keys and values: others are written there. */
  saveFrom(position: number): void {
    if (position <= this.root.position) return this.clear(position);
    const kept = position - this.root.position - 1;
    for (const node of this.live.slice(kept)) node.values ??= this.rows.save(node.position);
    this.live.length = Math.min(this.live.length, kept);
  }

  /**
   * Records that a token was written at a position.
   *
   * @param row the logits after it, which are copied; absent if they are not known.
   */
  record(position: number, id: number, row?: Float32Array): void {
    if (position !== this.end) this.clear(position);
    const parent = this.live.at(-1) ?? this.root;
    const node = parent.children.get(id) ?? { id, position, parent, children: new Map<number, Node<V>>() };
    if (row) node.row = row.slice();
    parent.children.set(id, node);
    this.live.push(node);
    this.touch(node);
  }

  /**
   * Restores a token to a position of the cache.
   *
   * @returns the logits after it; undefined, and nothing happened, if they are not known for that token after those
   * before it.
   */
  tryRestore(position: number, id: number): Float32Array | undefined {
    const at = position - this.root.position - 1;
    const parent = at === 0 ? this.root : this.live[at - 1];
    const node = parent?.children.get(id);
    if (!node?.row) return undefined;
    if (!this.isLive(node)) {
      this.saveFrom(position);
      this.rows.restore(position, node.values!);
      this.live.push(node);
    }
    this.touch(node);
    return node.row;
  }

  /** The position of the next token. */
  private get end(): number {
    return this.root.position + 1 + this.live.length;
  }

  private clear(position: number): void {
    this.nodes.clear();
    this.live = [];
    this.root = rootBefore(position);
  }

  /** Makes the token the latest; the oldest one may be evicted. */
  private touch(node: Node<V>): void {
    this.nodes.delete(node);
    this.nodes.add(node);
    while (this.nodes.size > this.maxNodes) this.evictOldest();
  }

  /**
   * Evicts the oldest token that can go: a leaf outside the live path, or the first token of that path if it is the
   * root's only child, and then becomes the root.
   */
  private evictOldest(): void {
    for (const node of this.nodes) {
      if (node === this.live[0]) {
        if (this.root.children.size > 1) continue;
        this.live.shift();
        this.root = { ...node, parent: undefined };
        for (const child of node.children.values()) child.parent = this.root;
      } else {
        if (node.children.size > 0 || this.isLive(node)) continue;
        node.parent!.children.delete(node.id);
      }
      this.nodes.delete(node);
      return;
    }
  }

  private isLive(node: Node<V>): boolean {
    return this.live[node.position - this.root.position - 1] === node;
  }
}

const rootBefore = <V>(position: number): Node<V> => ({
  id: -1,
  position: position - 1,
  parent: undefined,
  children: new Map(),
});
