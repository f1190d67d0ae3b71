import { longestMatch, separatorIn, type TokenArray } from './tokenArray.js';

/** Work between two yields: some 64 thousand simple steps are less than a millisecond. */
const stepsPerYield = 1 << 16;
/** Shorter stretches are sorted by insertion. */
const insertionLength = 12;

/** Places of tokens that have one before them in their file. */
function placesOf(tokens: TokenArray): Int32Array {
  const separator = separatorIn(tokens);
  const places = new Int32Array(tokens.length);
  let count = 0;
  for (let place = 1; place < tokens.length; place++) {
    if (tokens[place] !== separator && tokens[place - 1] !== separator) places[count++] = place;
  }
  return places.slice(0, count);
}

/** Compares what stands before two places, the nearest token first, up to the files' starts. */
function compare(tokens: TokenArray, separator: number, a: number, b: number, depth: number): number {
  for (let back = depth; back < longestMatch; back++) {
    const left = tokens[a - 1 - back]!;
    const right = tokens[b - 1 - back]!;
    if (left !== right) return left - right;
    if (left === separator) break;
  }
  return a - b;
}

/** Stable counting sort of places by the token just before them, written into `sorted`. */
function* sortByLast(tokens: TokenArray, places: Int32Array, sorted: Int32Array): Generator<void, Int32Array> {
  let largest = 0;
  for (const place of places) largest = Math.max(largest, tokens[place - 1]!);
  yield;
  const starts = new Int32Array(largest + 2);
  for (const place of places) starts[tokens[place - 1]! + 1]!++;
  for (let id = 0; id <= largest; id++) starts[id + 1]! += starts[id]!;
  yield;
  const next = starts.slice();
  for (let from = 0; from < places.length; from += stepsPerYield) {
    for (const place of places.subarray(from, from + stepsPerYield)) sorted[next[tokens[place - 1]!]!++] = place;
    yield;
  }
  return starts;
}

/**
 * Sorts all places of a token array by what stands before them, read backwards (a suffix array of the reversed text):
 * places with a common context are neighbours, the more of it they share the nearer. First a counting sort by the
 * nearest token, then multikey quicksort (Bentley and Sedgewick 1997); equal contexts by place.
 *
 * @yields often, so that the work can be spread over idle moments.
 * @returns the sorted places; those of tokens that begin a file are left out.
 */
export function* sortContexts(tokens: TokenArray): Generator<void, Int32Array> {
  const separator = separatorIn(tokens);
  const places = placesOf(tokens);
  yield;
  const sorted = new Int32Array(places.length);
  const starts = yield* sortByLast(tokens, places, sorted);
  let steps = 0;
  for (let id = 0; id + 1 < starts.length; id++) {
    const stack = [starts[id]!, starts[id + 1]!, 1];
    while (stack.length > 0) {
      const depth = stack.pop()!;
      const to = stack.pop()!;
      const from = stack.pop()!;
      steps += to - from;
      if (to - from <= insertionLength || depth >= longestMatch) {
        if (depth < longestMatch) insertionSort(tokens, separator, sorted, from, to, depth);
        else sorted.subarray(from, to).sort();
      } else {
        split(tokens, separator, sorted, from, to, depth, stack);
      }
      if (steps > stepsPerYield) {
        steps = 0;
        yield;
      }
    }
  }
  return sorted;
}

function insertionSort(
  tokens: TokenArray,
  separator: number,
  sorted: Int32Array,
  from: number,
  to: number,
  depth: number,
): void {
  for (let i = from + 1; i < to; i++) {
    const place = sorted[i]!;
    let at = i;
    while (at > from && compare(tokens, separator, sorted[at - 1]!, place, depth) > 0) {
      sorted[at] = sorted[at - 1]!;
      at--;
    }
    sorted[at] = place;
  }
}

/** Splits a stretch into what is less than, equal to and greater than a pivot at `depth`, and leaves those to do. */
function split(
  tokens: TokenArray,
  separator: number,
  sorted: Int32Array,
  from: number,
  to: number,
  depth: number,
  stack: number[],
): void {
  const keyAt = (i: number): number => tokens[sorted[i]! - 1 - depth]!;
  const [a, b, c] = [keyAt(from), keyAt((from + to) >>> 1), keyAt(to - 1)];
  const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  let less = from;
  let greater = to;
  for (let i = from; i < greater;) {
    const place = sorted[i]!;
    const key = tokens[place - 1 - depth]!;
    if (key < pivot) {
      sorted[i++] = sorted[less]!;
      sorted[less++] = place;
    } else if (key > pivot) {
      sorted[i] = sorted[--greater]!;
      sorted[greater] = place;
    } else i++;
  }
  stack.push(from, less, depth, greater, to, depth);
  // Contexts that reach the file's start together are equal.
  if (pivot === separator) sorted.subarray(less, greater).sort();
  else stack.push(less, greater, depth + 1);
}
