import type { LanguageModel } from '../../../src/core/decode/languageModel.js';

/** The logits of the token after `tokens`. */
type NextLogits = (tokens: readonly number[]) => readonly number[];

/**
 * A language model that computes each row from all tokens before it. It holds its callers to the contract: it throws
 * where they break it, and what it returned is overwritten at the next call.
 */
export class FunctionModel implements LanguageModel {
  /** The arguments of each forward. */
  readonly forwards: { readonly fed: readonly number[]; readonly rows: number }[] = [];
  private cache: number[] = [];
  private returned = new Float32Array(0);

  constructor(
    readonly vocabSize: number,
    readonly contextLength: number,
    private readonly next: NextLogits,
  ) {}

  get tokens(): readonly number[] {
    return this.cache;
  }

  forward(fed: readonly number[], rows: number): Promise<Float32Array> {
    if (fed.length === 0) throw new Error('nothing fed');
    if (rows < 0 || rows > fed.length) throw new Error(`${rows} rows of ${fed.length} tokens`);
    if (this.cache.length + fed.length > this.contextLength) throw new Error('more tokens than the context holds');
    this.returned.fill(Number.NaN);
    this.forwards.push({ fed: [...fed], rows });
    this.cache = [...this.cache, ...fed];
    const first = this.cache.length - rows + 1;
    const logits = Array.from({ length: rows }, (_, row) => this.next(this.cache.slice(0, first + row)));
    this.returned = Float32Array.from(logits.flat());
    return Promise.resolve(this.returned);
  }

  truncate(length: number): void {
    if (length < 0 || length > this.cache.length) throw new Error(`truncate(${length}) of ${this.cache.length}`);
    this.returned.fill(Number.NaN);
    this.cache = this.cache.slice(0, length);
  }
}

/** For each token the probabilities of the next: `table[a][b]` is p(b | a). */
export type Table = readonly (readonly number[])[];

/** A model whose next token depends on the last one only, as a table says. */
export function tableModel(table: Table, contextLength = 1000): FunctionModel {
  return new FunctionModel(table.length, contextLength, (tokens) => table[tokens.at(-1)!]!.map(Math.log));
}

/** FNV-1a over the tokens, with a last round so that neighbouring hashes differ in all bits. */
function hash(tokens: readonly number[]): number {
  let h = 0x811c9dc5;
  for (const token of tokens) h = Math.imul(h ^ token, 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** A model that is random and yet the same every time: each logit, 0 to 8, is a hash of all the tokens before it. */
export function hashModel(vocabSize: number, contextLength = 1000): FunctionModel {
  return new FunctionModel(vocabSize, contextLength, (tokens) =>
    Array.from({ length: vocabSize }, (_, id) => (hash([...tokens, tokens.length, id]) / 2 ** 32) * 8),
  );
}
