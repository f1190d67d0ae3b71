import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const some = places.filter((_, i) => i % 2 === 0).map((place) => ({ name: placeName(place), place }));

test.each(some)(
  'a text ends before the token with which it would be less probable than asked: $name',
  async ({ place }) => {
    for (const changes of [{}, { strategy: sampled(5) }, { drafters: ['lookup'] as const }]) {
      const { tokens } = (await completeInProcess(loaded, requestFor(place, changes)))!;
      let logprob = 0;
      for (const [i, token] of tokens.slice(0, 4).entries()) {
        const before = logprob;
        logprob += token.logprob;
        // A sure token leaves no number in between.
        if (token.logprob > -1e-6) continue;
        const minimumProbability = Math.exp((before + logprob) / 2);
        const short = (await completeInProcess(loaded, requestFor(place, { ...changes, minimumProbability })))!;
        expect(short.stop).toBe('confidence');
        expect(short.tokens.map(({ text }) => text).join('')).toBe(
          tokens
            .slice(0, i)
            .map(({ text }) => text)
            .join(''),
        );
      }
    }
  },
);

test('beams end there, too, and what was more probable goes on', async () => {
  const strategy = { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: false } as const;
  const all = (await completeInProcess(loaded, requestFor(places[5]!, { strategy })))!;
  const minimumProbability = Math.exp((all.score + all.others[0]!.score) / 2);
  const some = (await completeInProcess(loaded, requestFor(places[5]!, { strategy, minimumProbability })))!;
  expect(some.text).toBe(all.text);
  expect(some.others.length).toBeGreaterThan(0);
  expect([...new Set(some.others.map(({ stop }) => stop))]).toEqual(['confidence']);
});
