import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrafterKind } from '../../src/core/completion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, eager, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { greedy, sampled } from './support/requests.js';
import { traceOf } from './support/traces.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const drafterLists: readonly (readonly DrafterKind[])[] = [['lookup'], ['remains', 'lookup']];

test.each(places.map((place) => ({ name: placeName(place), place })))(
  'look-up and the previous suggestion change no token and no logprob: $name',
  async ({ place }) => {
    for (const strategy of [greedy, sampled(5)]) {
      const plain = traceOf(await completeCold(loaded, requestFor(place, { strategy })));
      for (const drafters of drafterLists) {
        const speculating = eager(loaded);
        // A key before, so that there is a previous suggestion.
        if (drafters.includes('remains')) await completeCold(speculating, requestFor(place, { strategy, drafters }, 1));
        const answer = await completeCold(speculating, requestFor(place, { strategy, drafters }));
        expect(traceOf(answer)).toEqual(plain);
      }
    }
  },
);

test('look-up takes at least 1.5 times fewer forwards where code repeats itself', async () => {
  const speculating = eager(loaded);
  const forwards = { plain: 0, lookup: 0 };
  for (const place of places.filter(({ typed }) => /throw|Booking|remove/.test(typed))) {
    for (const strategy of [greedy, sampled(5)]) {
      const request = requestFor(place, { strategy });
      forwards.plain += (await completeCold(loaded, request))!.timings.forwards;
      forwards.lookup += (await completeCold(speculating, { ...request, drafters: ['lookup'] }))!.timings.forwards;
    }
  }
  expect(forwards.plain / forwards.lookup).toBeGreaterThan(1.5);
});

test.each([
  ['prompt look-up', ['lookup'], 0],
  ['previous suggestion', ['remains', 'lookup'], 1],
] as const)('each token says who drafted it, and the counts are theirs: %s', async (name, drafters, timesBefore) => {
  const speculating = eager(loaded);
  const request = requestFor(places[5]!, { drafters });
  for (let i = 0; i < timesBefore; i++) await completeCold(speculating, request);
  const { tokens, drafts } = (await completeCold(speculating, request))!;
  const drafted = tokens.filter(({ drafter }) => drafter === name).length;
  expect(drafted).toBeGreaterThan(0);
  expect(tokens.filter(({ drafter }) => drafter === undefined).length).toBe(tokens.length - drafted);
  expect(Object.keys(drafts)).toEqual([name]);
  // The newline that ends the line may be drafted, too, and is no part of the answer.
  expect([drafted, drafted + 1]).toContain(drafts[name]!.accepted);
});
