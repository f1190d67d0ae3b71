import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { decode, type Decoding } from '../../../../src/core/decode/decode.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { ForwardCache } from '../../../../src/core/model/forwardCache.js';
import { compileSampler } from '../../../../src/core/sampling/sampler.js';
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
      known.leave(position);
      Array.from(letters).forEach((letter, i) => {
        cells[position + i] = letter;
        known.note(position + i, letter.charCodeAt(0), Float32Array.of(position + i));
      });
    },
    /** How many of some letters come back from a position on. */
    take: (position: number, letters: string): number => {
      const missing = Array.from(letters).findIndex((letter, i) => !known.take(position + i, letter.charCodeAt(0)));
      return missing < 0 ? letters.length : missing;
    },
    known,
  };
}

describe('what is recalled', () => {
  it('is the row after the same token behind the same ones', () => {
    const { feed, known } = cacheOf();
    feed(5, 'ab');
    const row = (position: number, letter: string): Float32Array | undefined =>
      known.take(position, letter.charCodeAt(0));
    expect([row(5, 'a'), row(6, 'b'), row(6, 'a'), row(7, 'b'), row(4, 'a')]).toEqual([
      Float32Array.of(5),
      Float32Array.of(6),
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is a copy: the model may overwrite its own', () => {
    const { known } = cacheOf();
    const own = Float32Array.of(1);
    known.note(0, 7, own);
    own.fill(0);
    expect(known.take(0, 7)).toEqual(Float32Array.of(1));
  });

  it('is put back where other tokens were written meanwhile, as often as one likes', () => {
    const { cells, feed, take } = cacheOf();
    feed(0, 'abc');
    feed(1, 'xy');
    feed(2, 'z');
    for (const letters of ['abc', 'axz', 'axy', 'abc']) {
      expect(take(0, letters)).toBe(3);
      expect(cells.slice(0, 3).join('')).toBe(letters);
    }
  });

  it('is nothing behind tokens that were replaced from before all that is known', () => {
    const { feed, take } = cacheOf();
    feed(3, 'abc');
    feed(2, 'n');
    expect([take(3, 'a'), take(2, 'n')]).toEqual([0, 1]);
  });

  it('has nothing of a token whose row was not asked for, but what follows it', () => {
    const { feed, known, take } = cacheOf();
    feed(0, 'a');
    known.leave(1);
    known.note(1, 'b'.charCodeAt(0));
    feed(2, 'c');
    expect([take(1, 'b'), take(2, 'c')]).toEqual([0, 1]);
  });

  it.each([
    ['64 tokens', 8192, 64],
    ['so many as 16 MB of rows hold', 200_000, 20],
    ['one at least', 5_000_000, 1],
  ])('is the latest, %s', (_, vocabSize, most) => {
    const { feed, take } = cacheOf(vocabSize);
    const long = 'abcdefghij'.repeat(10);
    feed(0, long);
    expect([take(100 - most, long.slice(100 - most)), take(99 - most, long.slice(99 - most))]).toEqual([most, 0]);
    feed(99, 'x');
    feed(99, 'y');
    expect(take(99, 'y')).toBe(1);
    expect(take(99, 'x')).toBe(most > 1 ? 1 : 0);
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
    ? speculate(model, logits, decoding(limit), asking(hostileDrafters([], 0, vocabSize, 7)['random ids']!, 3), () => 0)
    : decode(model, logits, decoding(limit));
  const tokens: Token[] = [];
  for await (const { id, text, logprob } of running) tokens.push({ id, text, logprob });
  return tokens;
}

describe('a model that recalls', () => {
  it.each([
    ['plain', false],
    ['with drafts', true],
  ])('answers as one that computes everything, whatever it was asked before: %s', async (_, isDrafted) => {
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

  it('computes nothing for what it was asked just now', async () => {
    const model = hashModel(vocabSize, 1000, 0, true);
    const first = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    const before = model.forwards.length;
    expect(await answer(model, { prompt: [0, 1, 2], limit: 5 }, false)).toEqual(first);
    expect(model.forwards.length).toBe(before);
  });

  it('computes nothing of a prompt that it foresaw', async () => {
    const model = hashModel(vocabSize, 1000, 0, true);
    const [one, two] = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    await prefill(model, [0, 1, 2], 4, never);
    const before = model.forwards.length;
    const { reused } = (await prefill(model, [0, 1, 2, one!.id, two!.id], 4, never))!;
    expect([reused, model.forwards.length]).toEqual([5, before]);
  });
});
