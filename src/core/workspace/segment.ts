import type { IndexedFile } from './indexedFile.js';
import { sortContexts } from './sortContexts.js';
import { maxMatchTokens, separatorIn, tokenArray, type TokenArray } from './tokenArray.js';

/** A file and its tokens, on their way into a segment. */
export interface FileTokens {
  readonly file: IndexedFile;
  readonly tokens: TokenArray;
}

/** Tokens of a stretch: a file is found by its stretch without a search. */
const stretchBits = 8;

/**
 * The tokens of some files one after another, and their positions sorted by context. Immutable, but its files may be
 * dropped.
 */
export class Segment {
  /** For the first position of each stretch the index of its file; computed on demand. */
  private fileOfStretch: Int32Array | undefined;
  /** First entry of `order` by the last token of the context; computed on demand. */
  private readonly bounds = new Map<number, number>();

  /**
   * Takes the arrays over.
   *
   * @param tokens each file between separators.
   * @param starts the position of each file's first token, and one more entry: that of a next file.
   * @param order the positions as `sortContexts` sorts them.
   */
  constructor(
    readonly tokens: TokenArray,
    readonly files: readonly IndexedFile[],
    readonly starts: Int32Array,
    readonly order: Int32Array,
  ) {}

  /** Size of the arrays. */
  get sizeBytes(): number {
    return this.tokens.byteLength + this.order.byteLength + this.starts.byteLength;
  }

  /** Number of tokens of files that are not dropped. */
  get liveTokens(): number {
    return this.files.reduce((sum, { isDropped, tokenCount }) => sum + (isDropped ? 0 : tokenCount), 0);
  }

  /** The file of a position. */
  fileAt(position: number): IndexedFile {
    const { starts } = this;
    this.fileOfStretch ??= this.stretches();
    let i = this.fileOfStretch[position >> stretchBits]!;
    while (starts[i + 1]! <= position) i++;
    return this.files[i]!;
  }

  private stretches(): Int32Array {
    const { starts, tokens } = this;
    let file = 0;
    return Int32Array.from({ length: (tokens.length >> stretchBits) + 1 }, (_, stretch) => {
      while (file + 1 < this.files.length && starts[file + 1]! <= stretch << stretchBits) file++;
      return file;
    });
  }

  /** The tokens of file number `i`. */
  tokensOf(i: number): TokenArray {
    return this.tokens.subarray(this.starts[i], this.starts[i + 1]! - 1);
  }

  /** Number of tokens before `position` that equal the last ones of `context`, at most `maxMatchTokens`. */
  matchLength(position: number, context: readonly number[]): number {
    const { tokens } = this;
    const most = Math.min(maxMatchTokens, context.length);
    const last = context.length - 1;
    let length = 0;
    while (length < most && tokens[position - 1 - length] === context[last - length]) length++;
    return length;
  }

  /** The first entry of `order` whose context does not sort before `context`. */
  insertionPoint(context: readonly number[]): number {
    const { tokens, order } = this;
    const last = context.length - 1;
    if (last < 0) return 0;
    let from = this.boundOf(context[last]!);
    let to = this.boundOf(context[last]! + 1);
    while (from < to) {
      const middle = (from + to) >>> 1;
      const position = order[middle]!;
      const length = this.matchLength(position, context);
      const isBefore =
        length < Math.min(maxMatchTokens, context.length) && tokens[position - 1 - length]! < context[last - length]!;
      if (isBefore) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The first entry of `order` whose last token before it is at least `token`. */
  private boundOf(token: number): number {
    const known = this.bounds.get(token);
    if (known !== undefined) return known;
    const { tokens, order } = this;
    let from = 0;
    let to = order.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (tokens[order[middle]! - 1]! < token) from = middle + 1;
      else to = middle;
    }
    this.bounds.set(token, from);
    return from;
  }
}

/**
 * Builds a segment of files.
 *
 * @yields often, so that the work can be spread over idle moments.
 */
export function* buildSegment(files: readonly FileTokens[], vocabSize: number): Generator<void, Segment> {
  const length = files.reduce((sum, { tokens }) => sum + tokens.length + 1, 1);
  const all = tokenArray(length, vocabSize);
  const separator = separatorIn(all);
  const starts = new Int32Array(files.length + 1);
  let end = 0;
  all[end++] = separator;
  for (const [i, { tokens }] of files.entries()) {
    starts[i] = end;
    all.set(tokens, end);
    end += tokens.length;
    all[end++] = separator;
    if (i % 16 === 15) yield;
  }
  starts[files.length] = end;
  const order = yield* sortContexts(all);
  return new Segment(
    all,
    files.map(({ file }) => file),
    starts,
    order,
  );
}
