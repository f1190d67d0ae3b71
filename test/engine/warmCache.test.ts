import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, watchedEngine } from './support/engines.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

const warm = watchedEngine().engine;
let cold: LoadedModel;

beforeAll(async () => {
  cold = await loadInProcess();
});

afterAll(async () => {
  await warm.dispose();
  await cold.dispose();
});

const kinds = [
  ['the most probable tokens', greedy, snippets],
  ['the sampled tokens', sampled(7), snippets.filter((_, i) => i % 2 === 1)],
] as const;

for (const [kind, strategy, some] of kinds) {
  test.each(some)(`typing key by key gives ${kind} as an empty cache does: $path`, async (snippet) => {
    let reused = 0;
    for (const text of keyByKey(snippet)) {
      const request = requestAt(text, { path: snippet.path, strategy, maxTokens: 12 });
      const answer = await warm.complete(request);
      expect({ text, ...answerOf(answer) }).toEqual({ text, ...answerOf(await completeCold(cold, request)) });
      reused += answer!.timings.reusedTokens;
    }
    // The answers would be equal, too, if nothing were ever reused.
    expect(reused).toBeGreaterThan(snippet.typed.length * 20);
  });
}
