import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { decode, type Decoding } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { ForwardCache } from '../../../../src/core/model/forwardCache.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { speculate } from '../../../../src/core/decode/speculate.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { type FunctionModel, hashModel } from '../../support/models.js';
import { asking, hostileDrafters } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const never = (): boolean => false;

/** A cache whose values are letters; a token's row is a single number. */
function cacheOf(vocabSize = 2) {
  const cells: string[] = [];
  const known = new ForwardCache<string>(vocabSize, {
    save: (position) => cells[position]!,
    restore: (position, letter) => void (cells[position] = letter),
  });
  return {
    cells,
    /** Writes letters from a position on. */
    feed: (position: number, letters: string): void => {
      known.saveFrom(position);
      Array.from(letters).forEach((letter, i) => {
        cells[position + i] = letter;
        known.record(position + i, letter.charCodeAt(0), Float32Array.of(position + i));
      });
    },
    /** Counts the letters that are still cached from a position on. */
    tryRestore: (position: number, letters: string): number => {
      const missing = Array.from(letters).findIndex((letter, i) => !known.tryRestore(position + i, letter.charCodeAt(0)));
      return missing < 0 ? letters.length : missing;
    },
    known,
  };
}

describe('ForwardCache', () => {
  it('returns the row after the same token in the same context', () => {
    const { feed, known } = cacheOf();
    feed(5, 'ab');
    const row = (position: number, letter: string): Float32Array | undefined =>
      known.tryRestore(position, letter.charCodeAt(0));
    expect([row(5, 'a'), row(6, 'b'), row(6, 'a'), row(7, 'b'), row(4, 'a')]).toEqual([
      Float32Array.of(5),
      Float32Array.of(6),
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('returns a copy that the model may not overwrite', () => {
    const { known } = cacheOf();
    const own = Float32Array.of(1);
    known.record(0, 7, own);
    own.fill(0);
    expect(known.tryRestore(0, 7)).toEqual(Float32Array.of(1));
  });

  it('restores tokens after others were written in between, any number of times', () => {
    const { cells, feed, tryRestore } = cacheOf();
    feed(0, 'abc');
    feed(1, 'xy');
    feed(2, 'z');
    for (const letters of ['abc', 'axz', 'axy', 'abc']) {
      expect(tryRestore(0, letters)).toBe(3);
      expect(cells.slice(0, 3).join('')).toBe(letters);
    }
  });

  it('returns nothing after tokens that were replaced before the oldest known one', () => {
    const { feed, tryRestore } = cacheOf();
    feed(3, 'abc');
    feed(2, 'n');
    expect([tryRestore(3, 'a'), tryRestore(2, 'n')]).toEqual([0, 1]);
  });

  it('returns nothing for a token without a row, but returns what follows it', () => {
    const { feed, known, tryRestore } = cacheOf();
    feed(0, 'a');
    known.saveFrom(1);
    known.record(1, 'b'.charCodeAt(0));
    feed(2, 'c');
    expect([tryRestore(1, 'b'), tryRestore(2, 'c')]).toEqual([0, 1]);
  });

  it.each([
    ['64 tokens', 8192, 64],
    ['as many as fit into 16 MB of rows', 200_000, 20],
    ['one at least', 5_000_000, 1],
  ])('keeps the latest tokens, %s', (_, vocabSize, maxNodes) => {
    const { feed, tryRestore } = cacheOf(vocabSize);
    const long = 'abcdefghij'.repeat(10);
    feed(0, long);
    expect([tryRestore(100 - maxNodes, long.slice(100 - maxNodes)), tryRestore(99 - maxNodes, long.slice(99 - maxNodes))]).toEqual([maxNodes, 0]);
    feed(99, 'x');
    feed(99, 'y');
    expect(tryRestore(99, 'y')).toBe(1);
    expect(tryRestore(99, 'x')).toBe(maxNodes > 1 ? 1 : 0);
  });
});

const vocabSize = 3;
const vocabulary = vocabularyOf('a', 'b', 'c');
const decoding = (limit: number): Decoding => ({
  vocabulary,
  sampler: compileSampler({ kind: 'greedy' }, vocabSize),
  stop: [atLimit(limit)],
});

interface Asked {
  readonly prompt: readonly number[];
  readonly limit: number;
}

const asked = fc.record({
  prompt: fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 6 }),
  limit: fc.integer({ min: 1, max: 6 }),
});

async function answer(model: FunctionModel, { prompt, limit }: Asked, isDrafted: boolean): Promise<Token[]> {
  const { logits } = (await prefill(model, prompt, 4, never))!;
  const running = isDrafted
    ? speculate(model, logits, {
        ...decoding(limit),
        speculation: asking(hostileDrafters([], 0, vocabSize, 7)['random ids']!, 3),
        now: () => 0,
      })
    : decode(model, logits, decoding(limit));
  const tokens: Token[] = [];
  for await (const { id, text, logprob } of running) tokens.push({ id, text, logprob });
  return tokens;
}

describe('a model with a ForwardCache', () => {
  it.each([
    ['plain', false],
    ['with drafts', true],
  ])('answers like one that computes everything, whatever was requested before: %s', async (_, isDrafted) => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 6 }), async (all) => {
        const recalling = hashModel(vocabSize, 1000, 0, true);
        for (const one of all) {
          const cold = hashModel(vocabSize);
          expect(await answer(recalling, one, isDrafted)).toEqual(await answer(cold, one, isDrafted));
          expect(recalling.tokens).toEqual(cold.tokens);
        }
      }),
    );
  });

  it('computes nothing for what was just requested', async () => {
    const model = hashModel(vocabSize, 1000, 0, true);
    const first = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    const before = model.forwards.length;
    expect(await answer(model, { prompt: [0, 1, 2], limit: 5 }, false)).toEqual(first);
    expect(model.forwards.length).toBe(before);
  });

  it('computes nothing of a prompt that was prefetched', async () => {
    const model = hashModel(vocabSize, 1000, 0, true);
    const [one, two] = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    await prefill(model, [0, 1, 2], 4, never);
    const before = model.forwards.length;
    const { reused } = (await prefill(model, [0, 1, 2, one!.id, two!.id], 4, never))!;
    expect([reused, model.forwards.length]).toEqual([5, before]);
  });
});
