import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-common';
import type { LanguageModel, Tail } from '../../core/model/languageModel.js';
import { CopyCache } from './copyCache.js';
import { ForwardCache } from '../../core/model/forwardCache.js';
import { newRowsOf } from './newRows.js';
import { RowCache } from './rowCache.js';
import type { CacheEntry, RowValues } from './cacheRows.js';

/**
 * Layout of the attention cache. `rows`: our own buffers, each run returns new rows. `copy`: each run returns all rows.
 */
export type KvLayout = 'rows' | 'copy';

/** A tail with its keys and values, entry by entry. */
interface OnnxTail extends Tail {
  readonly values: readonly RowValues[];
}

/** Inputs that Inkling knows how to feed, besides the cache. */
const knownInputs = ['input_ids', 'attention_mask', 'position_ids', 'num_logits_to_keep'];

function cacheEntriesOf(session: InferenceSession): CacheEntry[] {
  return session.inputMetadata
    .filter((input) => input.name.startsWith('past_key_values.'))
    .map((input) => {
      if (!input.isTensor) throw new Error(`${input.name} is not a tensor.`);
      const [, heads, , dim] = input.shape;
      if (
        (input.type !== 'float32' && input.type !== 'float16') ||
        typeof heads !== 'number' ||
        typeof dim !== 'number'
      ) {
        throw new Error(`${input.name} has the unknown form ${input.type} ${JSON.stringify(input.shape)}.`);
      }
      const output = input.name.replace(/^past_key_values/, 'present');
      return { input: input.name, output, type: input.type, heads, dim };
    });
}

/** Number of last fed tokens that can be restored after a truncation; of earlier ones only the attention cache is kept. */
const nearby = 8;

/** An open graph of a decoder with a cache, and its sizes in tokens. */
export interface OpenDecoder {
  readonly session: InferenceSession;
  /** That of the session's runtime. */
  readonly Tensor: TensorConstructor;
  readonly vocabSize: number;
  readonly contextLength: number;
  /** The most tokens in one run; absent where there is no limit but the context. */
  readonly maxRunTokens?: number | undefined;
  /** Whether the kernels for one row round otherwise than those for several, by more than the last bits of a float. */
  readonly roundsLoneRows: boolean;
}

/** A language model on an ONNX Runtime session, with a cache that can be addressed. */
export class OnnxModel implements LanguageModel {
  /** Forwards so far, those of prompts included. */
  forwards = 0;
  private readonly fed: number[] = [];
  private readonly rowCache: RowCache | undefined;
  private readonly copyCache: CopyCache | undefined;
  /** Only with our own rows: a copied cache is a new one after each run. */
  private readonly known: ForwardCache<readonly RowValues[]> | undefined;
  private readonly entries: readonly CacheEntry[];
  private readonly mask: BigInt64Array;
  private readonly inputs: ReadonlySet<string>;

  /**
   * @param layout must suit the graph: `chooseLayout` tries it out.
   * @throws Error if the session is not that of a decoder with a cache.
   */
  constructor(
    private readonly decoder: OpenDecoder,
    layout: KvLayout,
  ) {
    const { session, Tensor, contextLength } = decoder;
    this.entries = cacheEntriesOf(session);
    if (this.entries.length === 0) throw new Error('The graph has no past_key_values inputs: it cannot use a cache.');
    this.inputs = new Set(session.inputNames);
    const unknown = session.inputNames.filter((name) => !knownInputs.includes(name) && !name.startsWith('past_key'));
    if (unknown.length > 0)
      throw new Error(`The graph wants inputs that Inkling does not know: ${unknown.join(', ')}.`);
    this.mask = new BigInt64Array(contextLength).fill(1n);
    if (layout === 'rows') {
      const cache = (this.rowCache = new RowCache(this.entries, Tensor));
      this.known = new ForwardCache(decoder.vocabSize, {
        save: (position) => cache.save(position, position + 1),
        restore: (position, values) => cache.restore(position, 1, values),
      });
    } else this.copyCache = new CopyCache(this.entries, Tensor);
  }

  get vocabSize(): number {
    return this.decoder.vocabSize;
  }

  get contextLength(): number {
    return this.decoder.contextLength;
  }

  get tokens(): readonly number[] {
    return this.fed;
  }

  tryCached(id: number): Float32Array | undefined {
    const row = this.known?.tryRestore(this.fed.length, id);
    if (row) this.fed.push(id);
    return row;
  }

  truncate(length: number): void {
    if (length >= this.fed.length) return;
    this.fed.length = length;
    this.copyCache?.truncate(length);
  }

  save(from: number): OnnxTail {
    const tokens = this.fed.slice(from);
    return { from, tokens, values: (this.rowCache ?? this.copyCache!).save(from, this.fed.length) };
  }

  restore({ from, tokens, values }: OnnxTail): void {
    if (from !== this.fed.length)
      throw new RangeError(`The tail belongs after ${from} tokens, not ${this.fed.length}.`);
    if (tokens.length === 0) return;
    this.known?.saveFrom(from);
    (this.rowCache ?? this.copyCache!).restore(from, tokens.length, values);
    for (const id of tokens) {
      this.known?.record(this.fed.length, id);
      this.fed.push(id);
    }
  }

  async forward(fed: readonly number[], rows: number): Promise<Float32Array> {
    if (this.fed.length + fed.length > this.contextLength) throw new RangeError('The context is full.');
    // Without num_logits_to_keep a graph returns a row of logits for every token: feed those that need none apart.
    if (!this.inputs.has('num_logits_to_keep') && rows > 0 && rows < fed.length) {
      await this.run(fed.slice(0, fed.length - rows), 0);
      return this.run(fed.slice(fed.length - rows), rows);
    }
    const { maxRunTokens = fed.length } = this.decoder;
    return fed.length <= maxRunTokens ? this.run(fed, rows) : this.runParts(fed, rows, maxRunTokens);
  }

  /** Runs of at most some tokens each; their rows of logits, one after the other. */
  private async runParts(fed: readonly number[], rows: number, maxTokens: number): Promise<Float32Array> {
    const logits = new Float32Array(rows * this.vocabSize);
    let filled = 0;
    for (let start = 0; start < fed.length; start += maxTokens) {
      const part = fed.slice(start, start + maxTokens);
      const after = fed.length - start - part.length;
      const partLogits = await this.run(part, Math.min(part.length, Math.max(0, rows - after)));
      logits.set(partLogits, filled);
      filled += partLogits.length;
    }
    return logits;
  }

  private async run(fed: readonly number[], rows: number): Promise<Float32Array> {
    this.forwards++;
    const past = this.fed.length;
    const padding = this.paddingOf(fed);
    const ids = [...fed, ...padding];
    this.rowCache?.reserve(past + ids.length);
    this.known?.saveFrom(past);
    const outputOf = ({ output }: CacheEntry): string => (this.rowCache ? newRowsOf(output) : output);
    const fetches = this.entries.map(outputOf);
    if (rows > 0) fetches.push('logits');

    const outputs = await this.decoder.session.run(this.feeds(ids, past, rows + padding.length), fetches);
    const rowsOf = (entry: CacheEntry): Tensor => outputs[outputOf(entry)]!;
    this.rowCache?.append(past, ids.length, rowsOf);
    this.copyCache?.replace(rowsOf);
    for (const id of fed) this.fed.push(id);
    const logits = rows > 0 ? this.logitsOf(outputs.logits!, rows, padding.length) : new Float32Array(0);
    this.remember(fed, rows, logits);
    return logits;
  }

  private remember(fed: readonly number[], rows: number, logits: Float32Array): void {
    const past = this.fed.length - fed.length;
    for (let i = Math.max(0, fed.length - Math.max(rows, nearby)); i < fed.length; i++) {
      const row = i - (fed.length - rows);
      this.known?.record(
        past + i,
        fed[i]!,
        row < 0 ? undefined : logits.subarray(row * this.vocabSize, (row + 1) * this.vocabSize),
      );
    }
  }

  /**
   * A lone token is fed with a second one after it, whose row is forgotten: the int8 kernel for one row rounds otherwise
   * than the one for several, by up to 0.18 of a logit (MatMulNBits, runtime 1.30), and an answer would depend on which
   * rows of the cache come from decoding. A step takes 0.73 ms instead of 0.66 (6 M parameters, past 100). A copied
   * cache would have to be copied once more at each step, and stays as it is. In WebAssembly a lone row differs by 0.00002
   * at most, and a second one doubles the time of a step.
   */
  private paddingOf(fed: readonly number[]): readonly number[] {
    if (!this.decoder.roundsLoneRows) return [];
    return this.rowCache && fed.length === 1 && this.fed.length + 2 <= this.contextLength ? fed : [];
  }

  private feeds(fed: readonly number[], past: number, rows: number): Record<string, Tensor> {
    const int64 = (values: BigInt64Array): Tensor => new this.decoder.Tensor('int64', values, [1, values.length]);
    const feeds = (this.rowCache ?? this.copyCache!).feeds();
    feeds.input_ids = int64(BigInt64Array.from(fed, BigInt));
    feeds.attention_mask = int64(this.mask.subarray(0, past + fed.length));
    if (this.inputs.has('position_ids')) {
      feeds.position_ids = int64(BigInt64Array.from(fed, (_, i) => BigInt(past + i)));
    }
    if (this.inputs.has('num_logits_to_keep')) {
      feeds.num_logits_to_keep = new this.decoder.Tensor('int64', BigInt64Array.of(BigInt(Math.max(1, rows))), []);
    }
    return feeds;
  }

  private logitsOf(logits: Tensor, rows: number, padding: number): Float32Array {
    if (logits.type !== 'float32') throw new Error(`The graph returns ${logits.type} logits: float32 is needed.`);
    const width = logits.dims.at(-1);
    if (width !== this.vocabSize)
      throw new Error(`The graph returns ${width} logits for a token, but the model has ${this.vocabSize} tokens.`);
    const data = logits.data as Float32Array;
    const end = data.length - padding * this.vocabSize;
    return data.subarray(end - rows * this.vocabSize, end);
  }
}
