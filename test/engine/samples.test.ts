import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Completion } from '../../src/core/completion.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { placeName, places, requestFor } from './support/places.js';
import { sampled } from './support/requests.js';
import { traceOf } from './support/traces.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const several = (seed: number, samples: number): Strategy => ({ ...sampled(seed), samples }) as Strategy;

const some = places.filter((_, i) => i % 2 === 1).map((place) => ({ name: placeName(place), place }));

test.each(some)(
  'several samples are those of the seeds one by one, each text once, the likeliest first: $name',
  async ({ place }) => {
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
  },
);
