/** So many tokens are enough to get back to the prompt from an answer of a line, and to a few that were looked at. */
const maxTokens = 64;
/** A vocabulary of 150,000 tokens has rows of 0.6 MB. */
const maxBytes = 16e6;

/** The cache of keys and values, in which tokens are put back. `V` is what it holds of one. */
export interface CacheRows<V> {
  /** A copy of what it holds of the token at a position. */
  save(position: number): V;
  restore(position: number, values: V): void;
}

/** A token behind others. */
interface Node<V> {
  readonly id: number;
  readonly position: number;
  parent: Node<V> | undefined;
  readonly children: Map<number, Node<V>>;
  /** The logits after it; absent where nobody asked for them. */
  row?: Float32Array;
  /** Its keys and values; absent for as long as they have always been in the cache. */
  values?: V;
}

/**
 * The latest tokens that a model was fed, with the logits after them: a tree, of which one path is in the cache. A row of
 * logits, and a token's keys and values, depend on nothing but the tokens up to it: what is known need not be computed
 * again, whatever was fed in between (Zheng et al. 2024, RadixAttention). While a word is typed the prompt stays the
 * same, and mostly the next tokens do, too.
 */
export class ForwardCache<V> {
  /** Oldest first. */
  private readonly nodes = new Set<Node<V>>();
  /** What the first tokens of the tree follow. */
  private root: Node<V>;
  /** The tokens in the cache, from behind the root. */
  private live: Node<V>[] = [];
  private readonly most: number;

  constructor(
    vocabSize: number,
    private readonly shelf: CacheRows<V>,
  ) {
    this.most = Math.max(1, Math.min(maxTokens, Math.floor(maxBytes / (vocabSize * Float32Array.BYTES_PER_ELEMENT))));
    this.root = rootBefore(0);
  }

  /** Other tokens are about to be written from `position` on: what stands there is put aside. */
  leave(position: number): void {
    if (position <= this.root.position) return this.clear(position);
    const kept = position - this.root.position - 1;
    for (const node of this.live.slice(kept)) node.values ??= this.shelf.save(node.position);
    this.live.length = Math.min(this.live.length, kept);
  }

  /** A token was written at a position. @param row the logits after it, which are copied; absent if they are not known. */
  note(position: number, id: number, row?: Float32Array): void {
    if (position !== this.end) this.clear(position);
    const parent = this.live.at(-1) ?? this.root;
    const node = parent.children.get(id) ?? { id, position, parent, children: new Map<number, Node<V>>() };
    if (row) node.row = row.slice();
    parent.children.set(id, node);
    this.live.push(node);
    this.renew(node);
  }

  /**
   * Brings a token back to a position of the cache.
   *
   * @returns the logits after it; undefined, and nothing happened, if they are not known for that token behind those
   *   that stand before it.
   */
  take(position: number, id: number): Float32Array | undefined {
    const at = position - this.root.position - 1;
    const parent = at === 0 ? this.root : this.live[at - 1];
    const node = parent?.children.get(id);
    if (!node?.row) return undefined;
    if (!this.isLive(node)) {
      this.leave(position);
      this.shelf.restore(position, node.values!);
      this.live.push(node);
    }
    this.renew(node);
    return node.row;
  }

  /** Where the next token would be written. */
  private get end(): number {
    return this.root.position + 1 + this.live.length;
  }

  private clear(position: number): void {
    this.nodes.clear();
    this.live = [];
    this.root = rootBefore(position);
  }

  /** The token is the latest; the oldest one may have to go. */
  private renew(node: Node<V>): void {
    this.nodes.delete(node);
    this.nodes.add(node);
    while (this.nodes.size > this.most) this.drop();
  }

  /** Drops the oldest token that can go: one that nothing follows, or the first of all if nothing else begins there. */
  private drop(): void {
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
