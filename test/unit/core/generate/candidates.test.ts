import { describe, expect, it } from 'vitest';
import { GeneratedCandidates, joinSame, type Candidate } from '../../../../src/core/generate/candidates.js';

const candidate = (text: string, kind: Candidate['kinds'][number] = 'sample', probability = 0.5): Candidate => ({
  text,
  replaces: 0,
  kinds: [kind],
  probability,
  tokens: 1,
});

function candidates(...texts: string[]): GeneratedCandidates {
  const list = new GeneratedCandidates();
  for (const text of texts) list.add(candidate(text));
  return list;
}

describe('GeneratedCandidates', () => {
  it('steps through the texts in both directions, wrapping around, and forgets none', () => {
    const list = candidates('a', 'b', 'c');
    const seen = ([1, 1, 1, 1, -1, -1] as const).map((by) => {
      list.step(by);
      return list.current?.text;
    });
    expect(seen).toEqual(['a', 'b', 'c', 'a', 'c', 'b']);
    expect(list.all.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('selects the first one when a text is added twice', () => {
    const list = candidates('a', 'b');
    expect(list.add(candidate('a'))).toBe(false);
    expect([list.index, list.all.length]).toEqual([0, 2]);
    expect(list.add(candidate('c'))).toBe(true);
    expect([list.index, list.isLast]).toEqual([2, true]);
  });

  it('replaces the current text', () => {
    const list = candidates('a', 'b');
    list.step(-1);
    list.replaceCurrent(candidate('a, more'));
    expect(list.all.map(({ text }) => text)).toEqual(['a, more', 'b']);
    expect(list.current?.text).toBe('a, more');
  });

  it('has no current text when empty', () => {
    const list = candidates();
    list.step(1);
    expect([list.current, list.index]).toEqual([undefined, -1]);
  });

  it('merges texts found in several ways, in the order of the first', () => {
    const joined = joinSame([candidate('a', 'greedy'), candidate('b', 'sample'), candidate('a', 'beam')]);
    expect(joined.map(({ text, kinds }) => [text, kinds])).toEqual([
      ['a', ['greedy', 'beam']],
      ['b', ['sample']],
    ]);
  });
});
