import { describe, expect, it } from 'vitest';
import { allOf, type Constraint } from '../../../../../src/core/decode/constraints/constraint.js';
import type { TokenSet } from '../../../../../src/core/model/tokenSet.js';
import { except, only } from '../../../support/places.js';

/** Allows the n-th set at the n-th step, and says where the text ends at each. */
function scripted(sets: readonly (TokenSet | undefined)[], ends: readonly (number | undefined)[] = []): Constraint {
  let step = 0;
  return {
    allowed: () => sets[step],
    accept: () => ends[step++],
    fork: () => scripted(sets.slice(step), ends.slice(step)),
  };
}

const always = (set: TokenSet | undefined): Constraint => scripted([set]);

describe('allOf', () => {
  it.each<[string, (TokenSet | undefined)[], TokenSet | undefined]>([
    ['all where none limits', [undefined, undefined], undefined],
    ['what the only one does that limits', [undefined, only(1, 2), undefined], only(1, 2)],
    ['what each of them does', [only(1, 2, 3), except(2), only(3, 2)], only(3)],
    ['what none of them forbids', [except(1), except(2)], except(1, 2)],
    ['nothing where they do not agree', [only(1), only(2)], only()],
    ['all where there is none', [], undefined],
  ])('allows %s', (_, sets, allowed) => {
    expect(allOf(...sets.map(always)).allowed()).toEqual(allowed);
  });

  it.each([
    [[undefined, undefined], undefined],
    [[undefined, 3], 3],
    [[2, 3, undefined], 2],
    [[3, 0], 0],
  ])('ends where the first of them ends: %j', (ends, end) => {
    expect(allOf(...ends.map((at) => scripted([], [at]))).accept(7)).toBe(end);
  });

  it('passes each token to each of them, even after one has ended', () => {
    const told: string[] = [];
    const listening = (name: string, end?: number): Constraint => ({
      allowed: () => undefined,
      accept: (id) => {
        told.push(`${name}${id}`);
        return end;
      },
      fork: () => listening(name, end),
    });
    allOf(listening('a', 0), listening('b')).accept(7);
    expect(told).toEqual(['a7', 'b7']);
  });

  it.each([1, 2])('continues independently of its fork, with %d of them', (count) => {
    const script = scripted([only(1), only(2), only(3)]);
    const one = allOf(...[script, always(undefined)].slice(0, count));
    one.accept(1);
    const other = one.fork();
    other.accept(2);
    expect(one.allowed()).toEqual(only(2));
    expect(other.allowed()).toEqual(only(3));
  });
});
