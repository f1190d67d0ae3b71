import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';
import { toyOfTest } from './support/toyVariants.js';
import { traceOf } from './support/traces.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

describe('beams', () => {
  const beam = (width: number, lengthPenalty = 0): Strategy => ({
    kind: 'beam',
    width,
    lengthPenalty,
    earlyStopping: false,
  });

  const scoresOf = (answer: Completion): number[] => [answer, ...answer.others].map(({ score }) => score);
  const textsOf = (answer: Completion): string[] => [answer, ...answer.others].map(({ text }) => text);

  const tokenTexts = ({ tokens }: Completion): string[] => tokens.map(({ text }) => text);

  /** Both sum up exponentials, in another order. */
  function expectSame(one: Completion, other: Completion): void {
    expect([tokenTexts(one), one.stop]).toEqual([tokenTexts(other), other.stop]);
    one.tokens.forEach(({ logprob }, i) => expect(logprob).toBeCloseTo(other.tokens[i]!.logprob, 6));
  }

  const named = places.map((place) => ({ name: placeName(place), place }));

  test.each(named.filter((_, i) => i % 3 !== 0))(
    'are greedy decoding when the width is 1: $name',
    async ({ place }) => {
      const greedy = (await completeCold(loaded, requestFor(place)))!;
      const single = (await completeCold(loaded, requestFor(place, { strategy: beam(1) })))!;
      expectSame(single, greedy);
      expect(single.others).toEqual([]);
      // A beam search does not restore the rows that it computed for a half-typed word.
      expect(single.timings.forwards - greedy.timings.forwards).toBeLessThanOrEqual(1);
    },
  );

  test.each(named.filter((_, i) => i % 3 === 0))(
    'differ, have falling scores, and are at least as probable as the greedy text: $name',
    async ({ place }) => {
      for (const lengthPenalty of [0, 1]) {
        const request = (width: number): CompletionRequest =>
          requestFor(place, { strategy: beam(width, lengthPenalty), maxTokens: 24 });
        const greedy = (await completeInProcess(loaded, request(1)))!;
        const answer = (await completeInProcess(loaded, request(3)))!;
        expect(scoresOf(answer)).toEqual(scoresOf(answer).sort((a, b) => b - a));
        expect(answer.score).toBeGreaterThanOrEqual(greedy.score);
        expect(new Set(textsOf(answer)).size).toBe(textsOf(answer).length);
        expect(answer.others.length).toBeGreaterThan(0);
        expect(answer.others.length).toBeLessThan(3);
      }
    },
  );

  test('leave only the prompt in the cache, so that the next search prefills nothing', async () => {
    const request = requestFor(places[1]!, { strategy: beam(3) });
    const first = (await completeInProcess(loaded, request))!;
    expect(loaded.model.tokens.length).toBe(first.timings.promptTokens);
    const again = (await completeInProcess(loaded, request))!;
    expect(again.timings.reusedTokens).toBe(again.timings.promptTokens);
    expect([textsOf(again), scoresOf(again)]).toEqual([textsOf(first), scoresOf(first)]);
  });

  test('are the same when the cache is copied', async () => {
    const answers: Completion[] = [];
    for (const attention of ['gqa', 'concat'] as const) {
      const toy = await toyOfTest({ attention });
      const request = requestFor(places[0]!, { strategy: beam(3), mode: 'free', maxTokens: 12 });
      answers.push((await completeInProcess(toy, request))!);
    }
    expect(textsOf(answers[1]!)).toEqual(textsOf(answers[0]!));
    expect(textsOf(answers[0]!).length).toBe(3);
    scoresOf(answers[1]!).forEach((score, i) => expect(score).toBeCloseTo(scoresOf(answers[0]!)[i]!, 3));
  });
});

describe('samples', () => {
  const several = (seed: number, samples: number): Strategy => ({ ...sampled(seed), samples }) as Strategy;

  const some = places.filter((_, i) => i % 2 === 1).map((place) => ({ name: placeName(place), place }));

  test.each(some)('are those of single seeds without duplicates, by falling score: $name', async ({ place }) => {
    const singles: Completion[] = [];
    for (const seed of [3, 4, 5]) {
      singles.push((await completeInProcess(loaded, requestFor(place, { strategy: sampled(seed) })))!);
    }
    const best = new Map<string, Completion>();
    for (const single of singles) {
      const known = best.get(single.text);
      if (!known || single.score > known.score) best.set(single.text, single);
    }
    const expected = [...best.values()].sort((a, b) => b.score - a.score).flatMap(traceOf);
    expect(traceOf(await completeInProcess(loaded, requestFor(place, { strategy: several(3, 3) })))).toEqual(expected);
  });
});
