import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Token } from '../../../src/core/decode/answer.js';
import { decode, type Decoding } from '../../../src/core/decode/decode.js';
import { prefill } from '../../../src/core/decode/prefill.js';
import { Recall } from '../../../src/core/decode/recall.js';
import { compileSampler } from '../../../src/core/decode/sampler.js';
import { speculate } from '../../../src/core/decode/speculate.js';
import { atLimit } from '../../../src/core/decode/stops/stop.js';
import { type FunctionModel, hashModel } from '../support/models.js';
import { asking, hostileDrafters } from '../support/speculation.js';
import { vocabularyOf } from '../support/vocabularies.js';

const row = (...logits: number[]): Float32Array => Float32Array.from(logits);
const never = (): boolean => false;

describe('the rows that are recalled', () => {
  it('are those after the same token at the same position', () => {
    const known = new Recall(2);
    known.note(5, 1, row(1, 2));
    expect([known.at(5, 1), known.at(5, 0), known.at(4, 1)]).toEqual([row(1, 2), undefined, undefined]);
  });

  it('are copies: the model may overwrite its own', () => {
    const known = new Recall(2);
    const own = row(1, 2);
    known.note(0, 1, own);
    own.fill(0);
    expect(known.at(0, 1)).toEqual(row(1, 2));
  });

  it('are forgotten from where other tokens stand', () => {
    const known = new Recall(2);
    for (const position of [3, 4, 5]) known.note(position, 0, row(position, 0));
    known.forgetFrom(4);
    expect([3, 4, 5].map((position) => known.at(position, 0)?.[0])).toEqual([3, undefined, undefined]);
  });

  it.each([
    ['64', 8192, 64],
    ['so many as 16 MB hold', 200_000, 20],
    ['one at least', 5_000_000, 1],
  ])('are the latest, %s', (_, vocabSize, most) => {
    const known = new Recall(vocabSize);
    for (let position = 0; position < 100; position++) known.note(position, 0, row(position));
    const kept = Array.from({ length: 100 }, (_, position) => known.at(position, 0)).filter(Boolean);
    expect(kept.map((logits) => logits![0])).toEqual(Array.from({ length: most }, (_, i) => 100 - most + i));
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
        const recalling = hashModel(vocabSize, 1000, 0, new Recall(vocabSize));
        for (const one of all) {
          const cold = hashModel(vocabSize);
          expect(await answer(recalling, one, isDrafted)).toEqual(await answer(cold, one, isDrafted));
          expect(recalling.tokens).toEqual(cold.tokens);
        }
      }),
    );
  });

  it('computes nothing for what it was asked just now', async () => {
    const model = hashModel(vocabSize, 1000, 0, new Recall(vocabSize));
    const first = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    const before = model.forwards.length;
    expect(await answer(model, { prompt: [0, 1, 2], limit: 5 }, false)).toEqual(first);
    expect(model.forwards.length).toBe(before);
  });

  it('computes nothing of a prompt that it foresaw', async () => {
    const model = hashModel(vocabSize, 1000, 0, new Recall(vocabSize));
    const [one, two] = await answer(model, { prompt: [0, 1, 2], limit: 5 }, false);
    await prefill(model, [0, 1, 2], 4, never);
    const before = model.forwards.length;
    const { reused } = (await prefill(model, [0, 1, 2, one!.id, two!.id], 4, never))!;
    expect([reused, model.forwards.length]).toEqual([5, before]);
  });
});
