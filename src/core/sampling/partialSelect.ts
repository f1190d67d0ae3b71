/**
 * Partial selection over parallel arrays of token ids and weights: moves the heaviest entries to the front and leaves
 * both parts unsorted, in expected O(n) (Hoare's quickselect, 1961) where a full sort costs O(n log n).
 *
 * Heavier means a larger weight, and between equal weights the smaller id, so the chosen set is unique.
 */

type Ids = Int32Array;
type Weights = Float64Array;

/** Parallel arrays of which the first `count` entries are in use. */
export interface WeightedIds {
  readonly ids: Int32Array;
  /** The weight of each id. */
  readonly scores: Float64Array;
  readonly count: number;
}

function swap(ids: Ids, weights: Weights, i: number, j: number): void {
  const id = ids[i]!;
  const weight = weights[i]!;
  ids[i] = ids[j]!;
  weights[i] = weights[j]!;
  ids[j] = id;
  weights[j] = weight;
}

/**
 * Splits [from, to) around its middle entry; returns the final index of that entry, everything before it being heavier.
 */
function partition(ids: Ids, weights: Weights, from: number, to: number): number {
  const last = to - 1;
  swap(ids, weights, (from + to) >>> 1, last);
  const weight = weights[last]!;
  const id = ids[last]!;
  let end = from;
  for (let i = from; i < last; i++) {
    if (weights[i] === weight ? ids[i]! < id : weights[i]! > weight) swap(ids, weights, i, end++);
  }
  swap(ids, weights, end, last);
  return end;
}

/** Moves the `k` heaviest entries to the front; returns their number, min(k, count). */
export function selectCount({ ids, scores, count }: WeightedIds, k: number): number {
  if (k >= count) return count;
  let from = 0;
  let to = count;
  while (to - from > 1) {
    const middle = partition(ids, scores, from, to);
    if (middle === k) break;
    if (middle < k) from = middle + 1;
    else to = middle;
  }
  return k;
}

/**
 * Moves the smallest set of heaviest entries whose masses add up to at least `mass` to the front.
 *
 * @param massOf the mass of an id; absent where an entry's weight is its mass.
 * @returns the size of that set, at least 1; count where all masses together stay below `mass`.
 */
export function selectMass({ ids, scores, count }: WeightedIds, mass: number, massOf?: (id: number) => number): number {
  const massAt = (i: number): number => (massOf ? massOf(ids[i]!) : scores[i]!);
  let from = 0;
  let to = count;
  let missing = mass;
  while (to - from > 1) {
    const middle = partition(ids, scores, from, to);
    let heavierMass = 0;
    for (let i = from; i < middle; i++) heavierMass += massAt(i);
    if (middle > from && heavierMass >= missing) {
      to = middle;
    } else if (heavierMass + massAt(middle) >= missing) {
      return middle + 1;
    } else {
      missing -= heavierMass + massAt(middle);
      from = middle + 1;
    }
  }
  return Math.min(from + 1, count);
}
