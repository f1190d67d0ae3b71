import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRng } from '../../src/core/sampling/rng.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

let recalling: LoadedModel;
let cold: LoadedModel;

beforeAll(async () => {
  recalling = await loadInProcess();
  cold = await loadInProcess();
});

afterAll(async () => {
  await recalling.dispose();
  await cold.dispose();
});

test('rows that are recalled are those that an empty cache gives, to the bit', async () => {
  const rng = seededRng(1);
  const below = (most: number): number => Math.floor(rng() * most);
  const { model } = recalling;
  let recalled = 0;
  for (let i = 0; i < 120; i++) {
    model.truncate(below(model.tokens.length + 1));
    // A few ids only, so that some follow the same tokens again.
    const fed = Array.from({ length: 1 + below(3) }, () => 300 + below(2));
    for (const id of fed) {
      const row = model.tryCached(id);
      if (row) recalled++;
      const logits = (row ?? (await model.forward([id], 1))).slice();
      cold.model.truncate(0);
      expect(logits).toEqual(await cold.model.forward([...model.tokens], 1));
    }
  }
  expect(recalled).toBeGreaterThan(20);
});

test('a question that is asked again needs no forward', async () => {
  const text = keyByKey(snippets[0]!)[3]!;
  const request = requestAt(text, { path: snippets[0]!.path, strategy: greedy, maxTokens: 12 });
  const first = (await completeInProcess(recalling, request))!;
  const before = recalling.model.forwards;
  const again = (await completeInProcess(recalling, request))!;
  expect([again.text, again.confidence]).toEqual([first.text, first.confidence]);
  expect([again.timings.reusedTokens, again.timings.forwards]).toEqual([again.timings.promptTokens, 0]);
  expect(recalling.model.forwards).toBe(before);
});

test('typing takes less than half of the forwards that an empty cache takes', async () => {
  const forwards = { recalling: 0, cold: 0 };
  const all = async (loaded: LoadedModel, who: keyof typeof forwards, complete: typeof completeCold): Promise<void> => {
    for (const snippet of snippets) {
      for (const text of keyByKey(snippet)) {
        const before = loaded.model.forwards;
        await complete(loaded, requestAt(text, { path: snippet.path, strategy: greedy, maxTokens: 3 }));
        forwards[who] += loaded.model.forwards - before;
      }
    }
  };
  await all(recalling, 'recalling', completeInProcess);
  await all(cold, 'cold', completeCold);
  expect(forwards.recalling).toBeLessThan(forwards.cold / 2);
});
