import { ForwardCache, type CacheRows } from '../../../src/core/model/forwardCache.js';
import type { LanguageModel, Tail } from '../../../src/core/model/languageModel.js';

/** The logits of the token after `tokens`. */
type NextLogits = (tokens: readonly number[]) => readonly number[];

/**
 * A language model that computes each row from all tokens before it. It holds its callers to the contract: it throws
 * where they break it, what it returned is overwritten at the next call, and `tokens` is the cache itself, no copy.
 */
export class FunctionModel implements LanguageModel {
  /** The arguments of each forward. */
  readonly forwards: { readonly fed: readonly number[]; readonly rows: number }[] = [];
  private readonly cache: number[] = [];
  /** The tokens in memory: the cache, and after it those that were truncated and not yet overwritten. */
  private readonly written: number[] = [];
  /** For each tail what stood before it: keys and values depend on that, too. */
  private readonly beforeTail = new WeakMap<Tail, readonly number[]>();
  private returned = new Float32Array(0);
  private readonly known: ForwardCache<readonly number[]> | undefined;

  /** @param recalls whether it can bring back what it was fed. */
  constructor(
    readonly vocabSize: number,
    readonly contextLength: number,
    readonly next: NextLogits,
    recalls = false,
  ) {
    if (recalls) this.known = new ForwardCache(vocabSize, this.shelf());
  }

  get tokens(): readonly number[] {
    return this.cache;
  }

  forward(fed: readonly number[], rows: number): Promise<Float32Array> {
    if (fed.length === 0) throw new Error('nothing fed');
    if (rows < 0 || rows > fed.length) throw new Error(`${rows} rows of ${fed.length} tokens`);
    const unknown = fed.find((id) => !(Number.isInteger(id) && id >= 0 && id < this.vocabSize));
    if (unknown !== undefined) throw new Error(`no token has the id ${unknown}`);
    this.forwards.push({ fed: [...fed], rows });
    this.append(fed);
    const first = this.cache.length - rows + 1;
    const logits = Array.from({ length: rows }, (_, row) => this.next(this.cache.slice(0, first + row)));
    const past = this.cache.length - fed.length;
    fed.forEach((id, i) => {
      const row = logits[i - (fed.length - rows)];
      this.known?.record(past + i, id, row && Float32Array.from(row));
    });
    this.returned = Float32Array.from(logits.flat());
    return Promise.resolve(this.returned);
  }

  tryCached(id: number): Float32Array | undefined {
    const row = this.known?.tryRestore(this.cache.length, id);
    if (!row) return undefined;
    this.endReturned();
    this.cache.push(id);
    this.returned = row.slice();
    return this.returned;
  }

  truncate(length: number): void {
    if (length < 0 || length > this.cache.length) throw new Error(`truncate(${length}) of ${this.cache.length}`);
    this.endReturned();
    this.cache.length = length;
  }

  save(from: number): Tail {
    if (from < 0 || from > this.cache.length) throw new Error(`save(${from}) of ${this.cache.length}`);
    this.endReturned();
    const tail = { from, tokens: this.cache.slice(from) };
    this.beforeTail.set(tail, this.cache.slice(0, from));
    return tail;
  }

  restore(tail: Tail): void {
    const before = this.beforeTail.get(tail);
    if (!before) throw new Error('a tail that this model did not save');
    if (String(before) !== String(this.cache)) throw new Error(`a tail of [${String(before)}] put elsewhere`);
    this.append(tail.tokens);
    tail.tokens.forEach((id, i) => this.known?.record(tail.from + i, id));
  }

  private append(tokens: readonly number[]): void {
    if (this.cache.length + tokens.length > this.contextLength) throw new Error('more tokens than the context holds');
    this.endReturned();
    this.known?.saveFrom(this.cache.length);
    this.written.length = this.cache.length;
    this.written.push(...tokens);
    this.cache.push(...tokens);
  }

  /** Keys and values depend on all tokens up to theirs: so these stand for them. */
  private shelf(): CacheRows<readonly number[]> {
    return {
      save: (position) => this.written.slice(0, position + 1),
      restore: (position, values) => {
        if (String(values.slice(0, -1)) !== String(this.written.slice(0, position))) throw new Error('put elsewhere');
        this.written.splice(position, Infinity, values.at(-1)!);
      },
    };
  }

  private endReturned(): void {
    this.returned.fill(Number.NaN);
  }
}

/** For each token the probabilities of the next: `table[a][b]` is p(b | a). */
export type Table = readonly (readonly number[])[];

/** A model whose next token depends on the last one only, as a table says. */
export function tableModel(table: Table, contextLength = 1000): FunctionModel {
  return new FunctionModel(table.length, contextLength, (tokens) => table[tokens.at(-1)!]!.map(Math.log));
}

/** One step of FNV-1a. */
const fold = (h: number, token: number): number => Math.imul(h ^ token, 0x01000193);

/** A last round, so that neighbouring hashes differ in all bits. */
function spread(h: number): number {
  const mixed = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * A model that is random and yet the same every time: each logit, 0 to 8, is a hash of all the tokens before it.
 *
 * @param salt another number gives another model.
 * @param recalls whether it can bring back what it was fed.
 */
export function hashModel(vocabSize: number, contextLength = 1000, salt = 0, recalls = false): FunctionModel {
  const next = (tokens: readonly number[]): number[] => {
    const before = fold(tokens.reduce(fold, 0x811c9dc5), tokens.length + salt);
    return Array.from({ length: vocabSize }, (_, id) => (spread(fold(before, id)) / 2 ** 32) * 8);
  };
  return new FunctionModel(vocabSize, contextLength, next, recalls);
}
