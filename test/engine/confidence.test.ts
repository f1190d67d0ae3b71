import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Completion } from '../../src/core/result.js';
import type { CompletionRequest } from '../../src/core/request.js';
import { type Eagerness, eagernesses } from '../../src/core/suggest/confidence/thresholds.js';
import { shownOf, suggestionOf } from '../../src/core/suggest/suggestion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { toyModel } from './support/toyModel.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const beam = { kind: 'beam', width: 2, lengthPenalty: 0, earlyStopping: false } as const;
const withWorkspace = { workspace: { weight: { kind: 'fitted' } } } as const;
const named = places.map((place) => ({ name: placeName(place), place }));

/** All that is said of how sure a completion is. */
const confidences = ({ confidence, tokens }: Completion): number[] => [
  ...tokens.map((token) => token.confidence!),
  confidence,
];

/** The part of an answer that an automatic suggestion shows. */
function shownText({ prefix, suffix }: CompletionRequest, completion: Completion, eagerness: Eagerness): string {
  const around = { prefix, suffix };
  const suggestion = suggestionOf(around, completion, completion.thresholds[eagerness]);
  return (suggestion && shownOf(suggestion)?.text) ?? '';
}

describe.each(named)('$name', ({ place }) => {
  test('has confidences that are probabilities, fall from token to token, and are equal when the cache is cold', async () => {
    for (const changes of [{}, withWorkspace, { strategy: beam }]) {
      const request = requestFor(place, changes);
      // The keys before have left their tokens in the cache.
      for (const keysBefore of [2, 1]) {
        await completeInProcess(loaded, requestFor(place, changes, keysBefore));
      }
      const warm = (await completeInProcess(loaded, request))!;
      expect(warm.timings.reusedTokens).toBeGreaterThan(0);
      const all = confidences(warm);
      expect(all.every((one) => one >= 0 && one <= 1)).toBe(true);
      expect(all).toEqual([...all].sort((a, b) => b - a));
      expect(confidences((await completeCold(loaded, request))!)).toEqual(all);
    }
  });

  test('shows the same text when decoding ends early', async () => {
    for (const keysBefore of [0, 1, 3]) {
      for (const changes of [withWorkspace, { ...withWorkspace, drafters: ['lookup', 'workspace'] as const }]) {
        const request = requestFor(place, changes, keysBefore);
        const whole = (await completeInProcess(loaded, request))!;
        for (const eagerness of eagernesses) {
          const early = (await completeInProcess(loaded, { ...request, eagerness }))!;
          expect(whole.text.startsWith(early.text)).toBe(true);
          expect(shownText(request, early, eagerness)).toBe(shownText(request, whole, eagerness));
        }
      }
    }
  });
});

test('ends an answer and saves forwards when it can no longer reach the threshold', async () => {
  const forwards = { whole: 0, early: 0 };
  const stops: string[] = [];
  for (const place of places) {
    const request = requestFor(place, withWorkspace);
    forwards.whole += (await completeCold(loaded, request))!.timings.forwards;
    const early = (await completeCold(loaded, { ...request, eagerness: 'quiet' }))!;
    forwards.early += early.timings.forwards;
    stops.push(early.stop);
    if (early.stop === 'unsure') expect(early.confidence).toBeLessThan(early.thresholds.quiet);
  }
  expect(stops).toContain('unsure');
  expect(forwards.early).toBeLessThan(forwards.whole);
});

test('does not end early when alternatives or beams are requested', async () => {
  for (const changes of [{ top: 1 }, { strategy: beam }]) {
    for (const place of places) {
      const request = requestFor(place, { ...withWorkspace, ...changes });
      const whole = (await completeInProcess(loaded, request))!;
      expect((await completeInProcess(loaded, { ...request, eagerness: 'quiet' }))!.text).toBe(whole.text);
    }
  }
});

test('has confidence 0 when the answer runs in a loop', async () => {
  const request = requestFor(places[0]!, { mode: 'free', maxTokens: 200 });
  const looping: CompletionRequest = { ...request, prefix: 'let x = [1, 2, 3];\n'.repeat(20), suffix: '' };
  expect(await completeInProcess(loaded, looping)).toMatchObject({ stop: 'repetition', confidence: 0 });
});

test('is the product of the probabilities when no confidence model is fitted', async () => {
  expect(loaded.info.isConfidenceFitted).toBe(true);
  const toy = await loadInProcess(toyModel({ attention: 'gqa' }));
  try {
    expect(toy.info.isConfidenceFitted).toBe(false);
    const { tokens } = (await completeInProcess(toy, requestFor(places[0]!)))!;
    let logprob = 0;
    for (const token of tokens.filter(({ text }) => text !== '')) {
      logprob += token.logprob;
      // Odds are bounded.
      expect(token.confidence).toBeCloseTo(Math.min(Math.exp(logprob), 1 / (1 + Math.exp(-8))), 3);
    }
  } finally {
    await toy.dispose();
  }
});
