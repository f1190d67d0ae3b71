import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../../../src/core/snippets/chooseSnippets.js';
import {
  keptFirst,
  SnippetKeeper,
  type KeeperQuestions,
  type PromptCost,
} from '../../../../src/core/snippets/snippetKeeper.js';

const snippet = (path: string, score = 1, ...tokens: number[]): Snippet => ({ path, tokens, fromLine: 0, score });
const [a, b, better] = [snippet('a', 1, 1), snippet('b', 1, 2), snippet('better', 1.6, 3)];

const warm: PromptCost = { promptTokens: 100, newTokens: 49 };
const cold: PromptCost = { promptTokens: 100, newTokens: 50 };

/** A keeper with `a` for the document `x`, and how often it has looked for others since. */
function keeping(): { ask: (changes: Partial<Asked>) => string; choices: () => number } {
  const keeper = new SnippetKeeper();
  let choices = 0;
  const ask = ({
    document = 'x',
    isIdle = false,
    reading = warm,
    best = [a],
    keptScore = 1,
    known = 'ab better',
  }: Partial<Asked>): string => {
    const questions: KeeperQuestions = {
      isKnown: (path) => known.includes(path),
      reading: () => reading,
      choose: () => {
        choices++;
        return { snippets: best, keptScore };
      },
    };
    return keeper
      .snippetsFor(document, isIdle, questions)
      .map(({ path }) => path)
      .join(' ');
  };
  ask({});
  choices = 0;
  return { ask, choices: () => choices };
}

interface Asked {
  readonly document: string;
  readonly isIdle: boolean;
  readonly reading: PromptCost;
  readonly best: readonly Snippet[];
  readonly keptScore: number;
  readonly known: string;
}

describe('SnippetKeeper keeps the snippets', () => {
  it.each<[string, Partial<Asked>, string, number]>([
    ['while most of the prompt is in the cache: nothing is even looked for', { best: [better] }, 'a', 0],
    ['where others are hardly better', { reading: cold, best: [better], keptScore: 1.1 }, 'a', 1],
    ['unless half of the prompt is to be read anyway', { reading: cold, best: [better] }, 'better', 1],
    ['unless the person waits for nothing', { isIdle: true, best: [better] }, 'better', 1],
    ['then, too, where others are hardly better', { isIdle: true, best: [better], keptScore: 1.1 }, 'a', 1],
    ['not in another document', { document: 'y', best: [b], keptScore: 100 }, 'b', 1],
    ['not when their file is gone', { known: 'b' }, '', 0],
  ])('%s', (_, change, snippets, choices) => {
    const kept = keeping();
    expect([kept.ask(change), kept.choices()]).toEqual([snippets, choices]);
    expect(kept.ask({ document: change.document ?? 'x', known: change.known ?? 'ab better' })).toBe(snippets);
  });
});

it('keptFirst puts kept snippets first, and treats a new version of a file as another snippet', () => {
  const newA = snippet('a', 1, 1, 1);
  expect(keptFirst([b, better, a], [a, better])).toEqual([a, better, b]);
  expect(keptFirst([newA, b], [a, b])).toEqual([b, newA]);
  expect(keptFirst([], [a])).toEqual([]);
});

it('SnippetKeeper keeps the snippets while typing forward in one document', () => {
  const some = fc.array(fc.constantFrom(a, b, better), { maxLength: 3 });
  fc.assert(
    fc.property(some, fc.array(some, { minLength: 1 }), (first, nexts) => {
      const keeper = new SnippetKeeper();
      let cache: readonly number[] = [];
      let typed = 0;
      const ask = (best: readonly Snippet[]): readonly Snippet[] => {
        const prompt = (snippets: readonly Snippet[]): number[] => [
          ...snippets.flatMap(({ tokens }) => tokens),
          ...Array.from({ length: 10 + typed }, (_, i) => 100 + i),
        ];
        const found = keeper.snippetsFor('x', false, {
          isKnown: () => true,
          reading: (snippets) => {
            const tokens = prompt(snippets);
            const newFrom = tokens.findIndex((id, i) => cache[i] !== id);
            return { promptTokens: tokens.length, newTokens: newFrom < 0 ? 0 : tokens.length - newFrom };
          },
          choose: () => ({ snippets: best, keptScore: 0 }),
        });
        cache = prompt(found);
        typed++;
        return found;
      };
      const kept = ask(first);
      for (const next of nexts) expect(ask(next)).toEqual(kept);
    }),
  );
});
