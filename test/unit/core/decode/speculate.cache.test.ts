import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { prefill } from '../../../../src/core/model/prefill.js';
import { atLimit, type Stop } from '../../../../src/core/decode/stops/stop.js';
import { hashModel, tableModel } from '../../support/models.js';
import { asking, hostileDrafters, hostileNames, resultOf, type Setup, started } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const vocabulary = vocabularyOf('a', 'b', 'c', 'd');
const vocabSize = 4;

const setup = (prompt: readonly number[], contextLength: number): Setup => ({
  model: () => hashModel(vocabSize, contextLength),
  prompt,
  strategy: { kind: 'greedy' },
  rules: () => ({ vocabulary, stop: [atLimit(10)] }),
});

const prompt = fc.array(fc.nat(vocabSize - 1), { minLength: 1, maxLength: 6 });

/** Takes some tokens and closes the generator. */
async function closeAfter(count: number, decoding: AsyncGenerator<Token, Stop>): Promise<void> {
  for (let i = 0; i < count; i++) await decoding.next();
  await decoding.return({ reason: 'cancelled', keep: 0 });
}

describe('the cache after speculation', () => {
  it.each(hostileNames)('equals that of plain decoding, wherever it is closed: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(prompt, fc.nat(12), fc.integer({ min: 1, max: 5 }), async (tokens, count, length) => {
        const given = setup(tokens, 30);
        const { tokens: answer } = await resultOf(given);
        const ids = answer.map(({ id }) => id);
        const plain = await started(given);
        await closeAfter(count, plain.decoding);

        const drafter = hostileDrafters(ids, tokens.length, vocabSize, count)[name]!;
        const drafted = await started(given, asking(drafter, length));
        await closeAfter(count, drafted.decoding);
        expect(drafted.model.tokens).toEqual(plain.model.tokens);
      }),
      { numRuns: 30 },
    );
  });

  it('serves the next prompt as a cold one would', async () => {
    await fc.assert(
      fc.asyncProperty(prompt, fc.nat(8), prompt, async (tokens, count, more) => {
        const given = setup(tokens, 30);
        const drafter = hostileDrafters([], 0, vocabSize, count)['random ids']!;
        const { model, decoding } = await started(given, asking(drafter, 4));
        await closeAfter(count, decoding);
        const next = [...model.tokens, ...more];
        const warm = (await prefill(model, next, 3, () => false))!;
        const cold = (await prefill(hashModel(vocabSize), next, 99, () => false))!;
        expect(warm.logits).toEqual(cold.logits);
      }),
      { numRuns: 50 },
    );
  });

  it('is full of verified tokens at the end of the context', async () => {
    for (const name of hostileNames) {
      const plain = await resultOf(setup([1, 2], 6));
      const ids = plain.tokens.map(({ id }) => id);
      const result = await resultOf(setup([1, 2], 6), asking(hostileDrafters(ids, 2, vocabSize, 1)[name]!, 9));
      expect(result.stop.reason).toBe('context');
      expect(result.cache).toEqual([1, 2, ...ids.slice(0, 4)]);
      expect(ids).toHaveLength(5);
    }
  });

  it('limits the last draft to the room that is left', async () => {
    const alphabet = [
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ];
    const rooms: number[] = [];
    const watching = {
      name: 'test',
      draft: (tokens: readonly number[], limit: number) => {
        rooms.push(limit);
        return { tokens: [(tokens.at(-1)! + 1) % 4] };
      },
    };
    const given: Setup = { ...setup([3], 6), model: () => tableModel(alphabet, 6) };
    const { model, decoding } = await started(given, asking(watching, 99));
    while (!(await decoding.next()).done);
    expect(rooms).toEqual([4, 2]);
    expect(model.forwards.slice(1).map(({ fed }) => fed)).toEqual([[0, 1], [2, 3], [0]]);
  });

  it('holds no draft after a drafter or a model has failed', async () => {
    for (const failing of ['drafter', 'model']) {
      const broken = hashModel(vocabSize, 30);
      const { model, decoding } = await started(
        { ...setup([1, 2], 30), model: () => broken },
        {
          propose: (tokens) => {
            if (tokens.length < 5) return Promise.resolve({ drafter: 'test', tokens: [0, 1, 2] });
            if (failing === 'model') return Promise.resolve({ drafter: 'test', tokens: [99] });
            throw new Error('no drafter');
          },
          learn: () => undefined,
        },
      );
      const taken: number[] = [];
      const run = async (): Promise<void> => {
        for await (const { id } of decoding) taken.push(id);
      };
      await expect(run()).rejects.toThrow(failing === 'model' ? 'no token has the id 99' : 'no drafter');
      expect(model.tokens).toEqual([1, 2, ...taken.slice(0, -1)]);
    }
  });
});
