import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../../../src/core/decode/constraints/mustBeginWith.js';
import { seededRng } from '../../../../../src/core/sampling/rng.js';
import { bytesOf, joinBytes } from '../../../support/bytes.js';
import { only } from '../../../support/places.js';
import { bytesAnd, vocabularyOf } from '../../../support/vocabularies.js';

const small = vocabularyOf('f', 'fo', 'foo', 'foot', 'o', 'oo', 'x', '<|end|>');

/** The tokens allowed after some tokens, as texts. */
function allowedAfter(required: string, ...accepted: readonly number[]): string[] | 'all' {
  const constraint = mustBeginWith(small, bytesOf(required));
  for (const id of accepted) constraint.accept(id);
  const allowed = constraint.allowed();
  if (!allowed) return 'all';
  expect(allowed.kind).toBe('only');
  return [...allowed.ids].map((id) => String.fromCharCode(...small.bytes(id))).sort();
}

describe('mustBeginWith', () => {
  it('allows what spells a part of the text, all of it, or more', () => {
    expect(allowedAfter('fo')).toEqual(['f', 'fo', 'foo', 'foot']);
  });

  it('allows what spells the missing part', () => {
    expect(allowedAfter('fo', 0)).toEqual(['o', 'oo']);
  });

  it('allows everything once the text is spelled', () => {
    expect(allowedAfter('fo', 1)).toBe('all');
    expect(allowedAfter('fo', 3)).toBe('all');
    expect(allowedAfter('fo', 3, 6)).toBe('all');
    expect(allowedAfter('')).toBe('all');
  });

  it('allows nothing when no token fits', () => {
    expect(allowedAfter('y')).toEqual([]);
    expect(allowedAfter('fy', 0)).toEqual([]);
  });

  it('continues independently of its fork', () => {
    const one = mustBeginWith(small, bytesOf('foo'));
    one.accept(0);
    const other = one.fork();
    one.accept(4);
    expect(one.allowed()).toEqual(only(4, 5));
    expect(other.allowed()).toEqual(only(4, 5));
    other.accept(5);
    expect(one.allowed()).toEqual(only(4, 5));
    expect(other.allowed()).toBeUndefined();
  });

  const spelling = bytesAnd('fo', 'foo', ' foo', 'oo', 'ä', '😀', ' 😀x');
  const ids = Array.from({ length: spelling.vocabulary.size }, (_, id) => id);
  const text = fc.string({ unit: fc.constantFrom('f', 'o', ' ', 'ä', '😀', 'x'), maxLength: 12 });

  it('makes the text start with the required bytes, whatever is picked', () => {
    fc.assert(
      fc.property(text, fc.integer(), (required, seed) => {
        const rng = seededRng(seed);
        const constraint = mustBeginWith(spelling.vocabulary, bytesOf(required));
        const spelled: Uint8Array[] = [];
        for (let step = 0; step < 40; step++) {
          const choices = constraint.allowed()?.ids ?? ids;
          const id = choices[Math.floor(rng() * choices.length)]!;
          expect(constraint.accept(id)).toBeUndefined();
          spelled.push(spelling.vocabulary.bytes(id));
        }
        expect(joinBytes(spelled).subarray(0, bytesOf(required).length)).toEqual(bytesOf(required));
      }),
    );
  });

  it('allows every tokenization of every text with that start', () => {
    fc.assert(
      fc.property(text, text, fc.integer(), (required, more, seed) => {
        const rng = seededRng(seed);
        const constraint = mustBeginWith(spelling.vocabulary, bytesOf(required));
        let rest = bytesOf(required + more);
        while (rest.length > 0) {
          const ways = ids.filter((id) => spelling.vocabulary.bytes(id).every((byte, i) => rest[i] === byte));
          const id = ways[Math.floor(rng() * ways.length)]!;
          const allowed = constraint.allowed();
          if (allowed) expect([...allowed.ids]).toContain(id);
          constraint.accept(id);
          rest = rest.subarray(spelling.vocabulary.bytes(id).length);
        }
      }),
    );
  });
});
