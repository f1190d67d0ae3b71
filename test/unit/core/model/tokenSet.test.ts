import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersection, isEmpty, type TokenSet } from '../../../../src/core/model/tokenSet.js';
import { except, only } from '../../support/places.js';

const sorted = ({ kind, ids }: TokenSet) => ({ kind, ids: [...ids].sort((a, b) => a - b) });

describe('intersection', () => {
  it.each([
    [only(1, 2, 3), only(3, 4, 1), only(1, 3)],
    [only(1, 2), only(3), only()],
    [only(1, 2, 3), except(2, 9), only(1, 3)],
    [except(2, 9), only(1, 2, 3), only(1, 3)],
    [except(1, 2), except(2, 3), except(1, 2, 3)],
    [except(), except(2), except(2)],
    [except(2), except(), except(2)],
    [only(1), except(), only(1)],
  ])('combines %j and %j', (a, b, both) => {
    expect(sorted(intersection(a, b))).toEqual(sorted(both));
  });

  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 7 }));
  const set: fc.Arbitrary<TokenSet> = fc.oneof(
    ids.map((list) => only(...list)),
    ids.map((list) => except(...list)),
  );
  const has = ({ kind, ids: listed }: TokenSet, id: number): boolean => listed.includes(id) === (kind === 'only');

  it('has what both have, each id once', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const both = intersection(a, b);
        for (let id = 0; id < 10; id++) expect(has(both, id)).toBe(has(a, id) && has(b, id));
        expect(new Set(both.ids).size).toBe(both.ids.length);
      }),
    );
  });
});

describe('isEmpty', () => {
  it('is true for an empty list of allowed tokens', () => {
    expect([only(), only(1), except(), except(1)].map(isEmpty)).toEqual([true, false, false, false]);
  });
});
