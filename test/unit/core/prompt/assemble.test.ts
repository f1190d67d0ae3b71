import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assembleParts,
  fitPrefix,
  joinParts,
  snippetRoom,
  type PromptParts,
} from '../../../../src/core/prompt/assemble.js';
import type { Template } from '../../../../src/core/prompt/template.js';

const assemble = (...args: Parameters<typeof assembleParts>): number[] => joinParts(assembleParts(...args));

const [PRE, SUF, MID, FILE] = [901, 902, 903, 904];
const marks = { kind: 'fim', prefix: PRE, suffix: SUF, middle: MID } as const;
const suffixFirst: Template = { ...marks, order: 'suffixFirst', file: FILE };
const prefixFirst: Template = { ...marks, order: 'prefixFirst' };
const prefixOnly: Template = { kind: 'prefixOnly', file: FILE };

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const noLineEnds = (): boolean => false;

const small: PromptParts = { start: [], header: [7, 8], prefix: [1, 2, 3], suffix: [4, 5] };

describe('assembleParts, the order,', () => {
  it.each<[string, Template, number[]]>([
    ['suffix first', suffixFirst, [FILE, 7, 8, PRE, SUF, 4, 5, MID, 1, 2, 3]],
    ['prefix first, without a file token', prefixFirst, [PRE, 1, 2, 3, SUF, 4, 5, MID]],
    ['prefix first, with a file token', { ...prefixFirst, file: FILE }, [FILE, 7, 8, PRE, 1, 2, 3, SUF, 4, 5, MID]],
    ['prefix only', prefixOnly, [FILE, 7, 8, 1, 2, 3]],
    ['prefix only, without a file token', { kind: 'prefixOnly' }, [1, 2, 3]],
  ])('%s', (_, template, prompt) => {
    expect(assemble(template, small, 100, noLineEnds)).toEqual(prompt);
  });

  it('puts the start before everything', () => {
    expect(assemble(suffixFirst, { ...small, start: [0] }, 100, noLineEnds).slice(0, 3)).toEqual([0, FILE, 7]);
    expect(assemble(prefixOnly, { ...small, start: [0] }, 100, noLineEnds).slice(0, 3)).toEqual([0, FILE, 7]);
  });

  it('omits the file token without a path', () => {
    expect(assemble(prefixOnly, { ...small, header: [] }, 100, noLineEnds)).toEqual([1, 2, 3]);
  });
});

describe('assembleParts, the budget,', () => {
  const tokens = (max: number) => fc.nat(max).map((length) => range(0, length));
  const parts = fc.record({ start: tokens(2), header: tokens(60), prefix: tokens(300), suffix: tokens(300) });

  const snippets = fc.array(fc.record({ path: fc.constant('a.ts'), tokens: tokens(90) }), { maxLength: 5 });

  it.each<[string, Template]>([
    ['suffix first', suffixFirst],
    ['prefix first', { ...prefixFirst, file: FILE }],
    ['prefix only', prefixOnly],
  ])('never exceeds it, %s', (_, template) => {
    fc.assert(
      fc.property(parts, snippets, fc.integer({ min: 8, max: 200 }), (given, some, budget) => {
        expect(assemble(template, { ...given, snippets: some }, budget, noLineEnds).length).toBeLessThanOrEqual(budget);
      }),
    );
  });

  it('keeps the end of the prefix, and the start of the suffix up to 22 %', () => {
    const long = { start: [], header: [], prefix: range(0, 200), suffix: range(500, 700) };
    // 100 tokens without the marks: 22 of the suffix, and of the 78 left for the prefix the last 62, since 122 tokens
    // and as many more as fill up a step of 19 are dropped: 133.
    const prompt = [PRE, SUF, ...range(500, 522), MID, ...range(133, 200)];
    expect(assemble(suffixFirst, long, 103, noLineEnds)).toEqual(prompt);
  });

  it('keeps a token of the prefix and none of the suffix when there is no room for more', () => {
    expect(assemble(suffixFirst, { ...small, header: [] }, 4, noLineEnds)).toEqual([PRE, SUF, MID, 3]);
    expect(assemble(suffixFirst, { ...small, header: [] }, 0, noLineEnds)).toEqual([PRE, SUF, MID, 3]);
    expect(assemble(prefixOnly, small, 0, noLineEnds)).toEqual([3]);
  });

  it('omits a path that would take more than a quarter', () => {
    expect(assemble(prefixOnly, small, 12, noLineEnds)).toEqual([FILE, 7, 8, 1, 2, 3]);
    expect(assemble(prefixOnly, small, 11, noLineEnds)).toEqual([1, 2, 3]);
  });
});

describe('assembleParts, snippets,', () => {
  const snippet = (path: string, ...tokens: number[]) => ({ path, tokens });
  const some = [snippet('a.ts', 11, 12, 13), snippet('b.ts', 21)];

  it.each<[string, Template, number[]]>([
    ['suffix first', suffixFirst, [FILE, 11, 12, 13, FILE, 21, FILE, 7, 8, PRE, SUF, 4, 5, MID, 1, 2, 3]],
    ['prefix only', prefixOnly, [FILE, 11, 12, 13, FILE, 21, FILE, 7, 8, 1, 2, 3]],
    ['not for a model without a file token', prefixFirst, [PRE, 1, 2, 3, SUF, 4, 5, MID]],
  ])('puts them before the document, %s', (_, template, prompt) => {
    expect(assemble(template, { ...small, snippets: some }, 100, noLineEnds)).toEqual(prompt);
  });

  it('puts them after the start, each with its path', () => {
    const [start, ...rest] = assembleParts(suffixFirst, { ...small, start: [0], snippets: some }, 100, noLineEnds);
    expect(start!.name).toBe('start');
    expect(rest.slice(0, 3).map(({ name, path }) => [name, path])).toEqual([
      ['snippet', 'a.ts'],
      ['snippet', 'b.ts'],
      ['file', undefined],
    ]);
  });

  it('omits those that would exceed 45 % together, or leave too little for the document', () => {
    const shown = (budget: number) =>
      assembleParts(suffixFirst, { ...small, snippets: some }, budget, noLineEnds).flatMap(({ path }) => path ?? []);
    // With their marks four tokens and two.
    expect([14, 13, 9, 6, 5].map(shown)).toEqual([['a.ts', 'b.ts'], ['a.ts'], ['a.ts'], ['b.ts'], []]);
  });

  it('gives them a quarter to 45 % of the room, depending on the document', () => {
    expect([0, 500, 550, 600, 700, 750, 2000].map((document) => snippetRoom(1000, document))).toEqual([
      ...[450, 450, 450, 400, 300, 250, 250],
    ]);
  });
});

describe('assembleParts, while typing,', () => {
  it('changes only the end of a prompt with the suffix first, except at a step', () => {
    const suffix = range(500, 600);
    const prompts = range(1, 300).map((length) =>
      assemble(suffixFirst, { start: [], header: [7], prefix: range(0, length), suffix }, 85, noLineEnds),
    );
    const crossings = prompts.filter((prompt, i) => {
      const previous = prompts[i - 1] ?? [];
      return !previous.every((id, at) => prompt[at] === id);
    });
    // 80 tokens without file and marks: 17 of the suffix, 63 of the prefix, steps of 15. 299 − 63 = 236 tokens are
    // too many at the end: 16 steps.
    expect(crossings.length).toBe(16);
  });
});

describe('fitPrefix', () => {
  it('keeps a prefix that fits', () => {
    expect(fitPrefix(range(0, 40), 40, (id) => id === 2)).toEqual(range(0, 40));
  });

  it.each([
    [41, 10],
    [50, 10],
    [51, 20],
    [60, 20],
  ])('drops, of %d tokens, the first %d: steps of a quarter of the budget of 40', (length, dropped) => {
    expect(fitPrefix(range(0, length), 40, noLineEnds)).toEqual(range(dropped, length));
  });

  it('drops single tokens when a quarter of the budget is less than one', () => {
    expect(fitPrefix(range(0, 6), 3, noLineEnds)).toEqual([3, 4, 5]);
  });

  it('begins at a line when one begins within half a step', () => {
    const lineEnd = (at: number) => (id: number) => id === at;
    expect(fitPrefix(range(0, 45), 40, lineEnd(12))[0]).toBe(13);
    expect(fitPrefix(range(0, 45), 40, lineEnd(14))[0]).toBe(15);
    expect(fitPrefix(range(0, 45), 40, lineEnd(15))[0]).toBe(10);
  });
});

it('assembleParts names the parts', () => {
  const named = assembleParts(suffixFirst, small, 100, noLineEnds).map(({ name, tokens }) => [name, ...tokens]);
  expect(named).toEqual([
    ['start'],
    ['file', FILE, 7, 8],
    ['mark', PRE, SUF],
    ['suffix', 4, 5],
    ['mark', MID],
    ['prefix', 1, 2, 3],
  ]);
});
