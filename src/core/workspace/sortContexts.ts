import { maxMatchTokens, separatorIn, type TokenArray } from './tokenArray.js';

/** Work between two yields: some 64 thousand simple steps are less than a millisecond. */
const stepsPerYield = 1 << 16;
/** Shorter stretches are sorted by insertion. */
const insertionLength = 12;

/** Positions of tokens that have a token before them in their file. */
function positionsOf(tokens: TokenArray): Int32Array {
  const separator = separatorIn(tokens);
  const positions = new Int32Array(tokens.length);
  let count = 0;
  for (let position = 1; position < tokens.length; position++) {
    if (tokens[position] !== separator && tokens[position - 1] !== separator) positions[count++] = position;
  }
  return positions.slice(0, count);
}

/** Stable counting sort of positions by the token just before them, written into `sorted`. */
function* sortByLast(tokens: TokenArray, positions: Int32Array, sorted: Int32Array): Generator<void, Int32Array> {
  let largest = 0;
  for (const position of positions) largest = Math.max(largest, tokens[position - 1]!);
  yield;
  const starts = new Int32Array(largest + 2);
  for (const position of positions) starts[tokens[position - 1]! + 1]!++;
  for (let id = 0; id <= largest; id++) starts[id + 1]! += starts[id]!;
  yield;
  const next = starts.slice();
  for (let from = 0; from < positions.length; from += stepsPerYield) {
    for (const position of positions.subarray(from, from + stepsPerYield))
      sorted[next[tokens[position - 1]!]!++] = position;
    yield;
  }
  return starts;
}

/**
 * Sorts all positions of a token array by the tokens before them, read backwards (a suffix array of the reversed text):
 * positions with a common context are neighbours, the more of it they share the nearer. First a counting sort by the
 * nearest token, then multikey quicksort (Bentley and Sedgewick 1997); equal contexts by position.
 *
 * @yields often, so that the work can be spread over idle moments.
 * @returns the sorted positions; those of tokens at the start of a file are left out.
 */
export function* sortContexts(tokens: TokenArray): Generator<void, Int32Array> {
  const positions = positionsOf(tokens);
  yield;
  const sorted = new Int32Array(positions.length);
  const starts = yield* sortByLast(tokens, positions, sorted);
  yield* new ContextSorter(tokens, sorted).run(starts);
  return sorted;
}

/** Multikey quicksort of positions that are sorted by the token just before them. */
class ContextSorter {
  private readonly separator: number;

  constructor(
    private readonly tokens: TokenArray,
    private readonly sorted: Int32Array,
  ) {
    this.separator = separatorIn(tokens);
  }

  *run(starts: Int32Array): Generator<void, void> {
    const { sorted } = this;
    let steps = 0;
    for (let id = 0; id + 1 < starts.length; id++) {
      const stack = [starts[id]!, starts[id + 1]!, 1];
      while (stack.length > 0) {
        const depth = stack.pop()!;
        const to = stack.pop()!;
        const from = stack.pop()!;
        steps += to - from;
        if (depth >= maxMatchTokens) sorted.subarray(from, to).sort();
        else if (to - from <= insertionLength) this.insertionSort(from, to, depth);
        else this.split(from, to, depth, stack);
        if (steps > stepsPerYield) {
          steps = 0;
          yield;
        }
      }
    }
  }

  /** Compares the tokens before two positions, the nearest first, up to the files' starts. */
  private compare(a: number, b: number, depth: number): number {
    const { tokens, separator } = this;
    for (let back = depth; back < maxMatchTokens; back++) {
      const left = tokens[a - 1 - back]!;
      const right = tokens[b - 1 - back]!;
      if (left !== right) return left - right;
      if (left === separator) break;
    }
    return a - b;
  }

  private insertionSort(from: number, to: number, depth: number): void {
    const { sorted } = this;
    for (let i = from + 1; i < to; i++) {
      const position = sorted[i]!;
      let at = i;
      while (at > from && this.compare(sorted[at - 1]!, position, depth) > 0) {
        sorted[at] = sorted[at - 1]!;
        at--;
      }
      sorted[at] = position;
    }
  }

  /**
   * Splits a stretch into what is less than, equal to and greater than a pivot at `depth`, and pushes those that are still
   * to be sorted.
   */
  private split(from: number, to: number, depth: number, stack: number[]): void {
    const { tokens, sorted } = this;
    const keyAt = (i: number): number => tokens[sorted[i]! - 1 - depth]!;
    const [a, b, c] = [keyAt(from), keyAt((from + to) >>> 1), keyAt(to - 1)];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let less = from;
    let greater = to;
    for (let i = from; i < greater;) {
      const position = sorted[i]!;
      const key = tokens[position - 1 - depth]!;
      if (key < pivot) {
        sorted[i++] = sorted[less]!;
        sorted[less++] = position;
      } else if (key > pivot) {
        sorted[i] = sorted[--greater]!;
        sorted[greater] = position;
      } else i++;
    }
    stack.push(from, less, depth, greater, to, depth);
    // Contexts that reach the file's start together are equal.
    if (pivot === this.separator) sorted.subarray(less, greater).sort();
    else stack.push(less, greater, depth + 1);
  }
}
