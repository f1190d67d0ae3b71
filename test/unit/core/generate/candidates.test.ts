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

describe('candidates', () => {
  it('are gone through in both directions, round at the ends, and none is forgotten', () => {
    const list = candidates('a', 'b', 'c');
    const seen = ([1, 1, 1, 1, -1, -1] as const).map((by) => {
      list.step(by);
      return list.current?.text;
    });
    expect(seen).toEqual(['a', 'b', 'c', 'a', 'c', 'b']);
    expect(list.all.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('that read the same count once: the second leads back to the first', () => {
    const list = candidates('a', 'b');
    expect(list.add(candidate('a'))).toBe(false);
    expect([list.index, list.all.length]).toEqual([0, 2]);
    expect(list.add(candidate('c'))).toBe(true);
    expect([list.index, list.isLast]).toEqual([2, true]);
  });

  it('grow in their place', () => {
    const list = candidates('a', 'b');
    list.step(-1);
    list.replaceCurrent(candidate('a, more'));
    expect(list.all.map(({ text }) => text)).toEqual(['a, more', 'b']);
    expect(list.current?.text).toBe('a, more');
  });

  it('of which there are none have no current one', () => {
    const list = candidates();
    list.step(1);
    expect([list.current, list.index]).toEqual([undefined, -1]);
  });

  it('found in several ways are joined to one, in the order of the first', () => {
    const joined = joinSame([candidate('a', 'greedy'), candidate('b', 'sample'), candidate('a', 'beam')]);
    expect(joined.map(({ text, kinds }) => [text, kinds])).toEqual([
      ['a', ['greedy', 'beam']],
      ['b', ['sample']],
    ]);
  });
});
