import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../src/core/generate/candidates.js';
import { isOffered, ranked } from '../../../../src/core/generate/ranking.js';
import { worthKeeping } from '../../../../src/core/generate/worthKeeping.js';

const candidate = (text: string, confidence?: number): Candidate => ({
  text,
  replaces: 0,
  kinds: ['greedy'],
  tokens: 1,
  ...(confidence === undefined ? {} : { confidence }),
});

describe('ranked', () => {
  it('puts the text of the highest value first, and those that are not offered last', () => {
    const texts = [
      candidate('a();', 0.5),
      candidate('a();\nb(c);', 0.4),
      candidate('longer(than, all, others);', 0.01),
    ];
    expect(ranked(texts).map(({ text }) => text)).toEqual(['a();\nb(c);', 'a();', 'longer(than, all, others);']);
  });

  it('joins texts that read the same, with the strategies of both', () => {
    const beam: Candidate = { ...candidate('a();', 0.5), kinds: ['beam'] };
    expect(ranked([candidate('a();', 0.5), beam])).toEqual([{ ...beam, kinds: ['greedy', 'beam'] }]);
  });
});

describe('worthKeeping', () => {
  it('grows with the confidence and with the length', () => {
    const worth = (text: string, confidence: number) => Number(worthKeeping({ text, confidence }).toFixed(2));
    expect([worth('return a;', 0.1), worth('return a;', 0.5), worth('return a;', 1)]).toEqual([0.25, 0.57, 1]);
    expect(worth('const first = items.at(0);\nreturn first;', 0.1)).toBe(0.37);
  });
});

describe('isOffered', () => {
  it('offers texts that are likely worth keeping, and those that the user stopped', () => {
    expect([0.005, 0.5, undefined].map((confidence) => isOffered(candidate('return a;', confidence)))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
