import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectCount, selectMass, type WeightedIds } from '../../../../src/core/sampling/partialSelect.js';

/** Entries as [id, weight]; few weights, so that many are equal. Whole numbers, so that sums are exact. */
const entries = fc
  .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 })
  .chain((weights) =>
    fc
      .shuffledSubarray([...weights.keys()], { minLength: weights.length })
      .map((ids) => ids.map((id, i): [number, number] => [id, weights[i]!])),
  );

type Entries = readonly (readonly [id: number, weight: number])[];
type Select = (entries: WeightedIds, amount: number) => number;

/** The entries that a selection moves to the front, in the order of the ids. */
function selected(select: Select, from: Entries, amount: number): Entries {
  const ids = Int32Array.from(from, ([id]) => id);
  const weights = Float64Array.from(from, ([, weight]) => weight);
  const count = select({ ids, scores: weights, count: from.length }, amount);
  return [...ids.subarray(0, count)].map((id, i) => [id, weights[i]!] as const).sort(([a], [b]) => a - b);
}

const sorted = (from: Entries): Entries => [...from].sort(([idA, a], [idB, b]) => b - a || idA - idB);
const byId = (from: Entries): Entries => [...from].sort(([a], [b]) => a - b);

function smallestWithMass(from: Entries, mass: number): Entries {
  let sum = 0;
  const end = from.findIndex(([, weight]) => (sum += weight) >= mass);
  return end < 0 ? from : from.slice(0, end + 1);
}

describe('partial selection', () => {
  it('selects by count like a full sort', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 45 }), (from, k) => {
        expect(selected(selectCount, from, k)).toEqual(byId(sorted(from).slice(0, k)));
      }),
    );
  });

  it('selects by mass like a full sort', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 100 }), (from, mass) => {
        expect(selected(selectMass, from, mass)).toEqual(byId(smallestWithMass(sorted(from), mass)));
      }),
    );
  });

  it('takes the smaller id between equal weights', () => {
    const equal: Entries = [3, 0, 2, 1].map((id) => [id, 1]);
    expect(selected(selectCount, equal, 2).map(([id]) => id)).toEqual([0, 1]);
    expect(selected(selectMass, equal, 3).map(([id]) => id)).toEqual([0, 1, 2]);
  });

  it('stops at exactly the requested mass', () => {
    const halves: Entries = [0.125, 0.5, 0.125, 0.25].map((weight, id) => [id, weight]);
    expect(selected(selectMass, halves, 0.5).map(([id]) => id)).toEqual([1]);
    expect(selected(selectMass, halves, 0.75).map(([id]) => id)).toEqual([1, 3]);
    expect(selected(selectMass, halves, 0.76).map(([id]) => id)).toEqual([0, 1, 3]);
  });

  it('leaves the entries after the first n unchanged', () => {
    const ids = Int32Array.of(0, 1, 2);
    const weights = Float64Array.of(1, 2, 9);
    selectCount({ ids, scores: weights, count: 2 }, 1);
    expect([...ids]).toEqual([1, 0, 2]);
    expect([...weights]).toEqual([2, 1, 9]);
  });
});
