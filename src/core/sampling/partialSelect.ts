/**
 * Partial selection over parallel arrays of token ids and weights: moves the heaviest entries to the front and leaves
 * both parts unsorted, in expected O(n) (Hoare's quickselect, 1961) where a full sort costs O(n log n).
 *
 * Heavier means a larger weight, and between equal weights the smaller id, so the chosen set is unique.
 */

type Ids = Int32Array;
type Weights = Float64Array;

const heavier = (ids: Ids, weights: Weights, i: number, weight: number, id: number): boolean =>
  weights[i] === weight ? ids[i]! < id : weights[i]! > weight;

function swap(ids: Ids, weights: Weights, i: number, j: number): void {
  const id = ids[i]!;
  const weight = weights[i]!;
  ids[i] = ids[j]!;
  weights[i] = weights[j]!;
  ids[j] = id;
  weights[j] = weight;
}

/** Splits [from, to) around its middle entry; returns where that entry ends up, everything before it being heavier. */
function partition(ids: Ids, weights: Weights, from: number, to: number): number {
  const last = to - 1;
  swap(ids, weights, (from + to) >>> 1, last);
  const weight = weights[last]!;
  const id = ids[last]!;
  let end = from;
  for (let i = from; i < last; i++) if (heavier(ids, weights, i, weight, id)) swap(ids, weights, i, end++);
  swap(ids, weights, end, last);
  return end;
}

/** Moves the `k` heaviest of the first `n` entries to the front; returns how many those are, min(k, n). */
export function selectCount(ids: Ids, weights: Weights, n: number, k: number): number {
  if (k >= n) return n;
  let from = 0;
  let to = n;
  while (to - from > 1) {
    const middle = partition(ids, weights, from, to);
    if (middle === k) break;
    if (middle < k) from = middle + 1;
    else to = middle;
  }
  return k;
}

/**
 * Moves the smallest set of heaviest entries whose masses add up to at least `mass` to the front of the first `n`.
 *
 * @param massOf the mass of an id; absent where an entry's weight is its mass.
 * @returns the size of that set, at least 1; n where all masses together stay below `mass`.
 */
export function selectMass(
  ids: Ids,
  weights: Weights,
  n: number,
  mass: number,
  massOf?: (id: number) => number,
): number {
  const massAt = (i: number): number => (massOf ? massOf(ids[i]!) : weights[i]!);
  let from = 0;
  let to = n;
  let missing = mass;
  while (to - from > 1) {
    const middle = partition(ids, weights, from, to);
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
  return Math.min(from + 1, n);
}
