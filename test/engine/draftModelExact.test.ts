import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrafterKind } from '../../src/core/completion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelFolder } from './support/engines.js';
import { completeCold, eager, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';
import { toyOfEmbeddedVocabulary } from './support/toyModel.js';
import { traceOf } from './support/traces.js';

const drafters: readonly DrafterKind[] = ['remains', 'lookup', 'model'];
const name = 'smaller model';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess(modelFolder, modelFolder);
});

afterAll(() => loaded.dispose());

// Every second place, of all kinds.
const some = places.filter((_, i) => i % 2 === 0).map((place) => ({ name: placeName(place), place }));

test.each(some)(
  'the model itself as its drafter changes no token and no logprob, and saves nearly all forwards: $name',
  async ({ place }) => {
    const plain = (await completeCold(loaded, requestFor(place)))!;
    const answer = (await completeCold(eager(loaded), requestFor(place, { drafters: ['model'] })))!;
    expect(traceOf(answer)).toEqual(traceOf(plain));
    // Each forward gives 17 tokens: 16 drafted ones, all accepted, and one more. The healed word is not drafted, and its
    // spelling may have to be looked for.
    expect(answer.timings.forwards).toBeLessThanOrEqual(5 + plain.timings.forwards / 17);
    expect(traceOf(await completeCold(eager(loaded), requestFor(place, { drafters })))).toEqual(traceOf(plain));
  },
);

test('a model that knows nothing drafts in vain, and changes no token and no logprob', async () => {
  const hostile = await loadInProcess(modelFolder, toyOfEmbeddedVocabulary({ attention: 'concat' }));
  let [drafted, accepted] = [0, 0];
  // The toy's context is small: these prompts fit into it, the last one's answer soon does not.
  for (const place of places.filter(({ typed }) => /\+=|remove/.test(typed))) {
    const plain = await completeCold(loaded, requestFor(place));
    const answer = (await completeCold(eager(hostile), requestFor(place, { drafters: ['model'] })))!;
    expect(traceOf(answer)).toEqual(traceOf(plain));
    drafted += answer.drafts[name]!.drafted;
    accepted += answer.drafts[name]!.accepted;
  }
  await hostile.dispose();
  expect(drafted).toBeGreaterThan(50);
  expect(accepted).toBeLessThan(drafted / 20);
});

test('with a model that drafts by sampling the same seed gives the same text, and its own drafts pass', async () => {
  let accepted = 0;
  for (const place of places) {
    const request = requestFor(place, { drafters: ['model'], strategy: sampled(5) });
    const first = (await completeCold(eager(loaded), request))!;
    expect(traceOf(await completeCold(eager(loaded), request))).toEqual(traceOf(first));
    // The draft is drawn from the target's own distribution: p/q is 1, and only what comes after the text's end is lost.
    const counts = first.drafts[name]!;
    expect(counts.drafted - counts.accepted).toBeLessThan(16);
    accepted += counts.accepted;
  }
  expect(accepted).toBeGreaterThan(40);
});
