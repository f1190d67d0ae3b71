import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompletionRequest, drafterKinds } from '../../src/core/request.js';
import { seededRng } from '../../src/core/sampling/rng.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, modelFolder, watchedEngine } from './support/engines.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { traceOf } from './support/traces.js';

let warm: LoadedModel;
let cold: LoadedModel;

beforeAll(async () => {
  warm = await loadInProcess(modelFolder, modelFolder);
  cold = await loadInProcess();
});

afterAll(async () => {
  await warm.dispose();
  await cold.dispose();
});

describe('cached rows', () => {
  test('are equal to the bit to those of an empty cache', async () => {
    const rng = seededRng(1);
    const below = (most: number): number => Math.floor(rng() * most);
    const { model } = warm;
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

  test('need no forward when the same request is repeated', async () => {
    const text = keyByKey(snippets[0]!)[3]!;
    const request = requestAt(text, { path: snippets[0]!.path, strategy: greedy, maxTokens: 12 });
    const first = (await completeInProcess(warm, request))!;
    const before = warm.model.forwards;
    const again = (await completeInProcess(warm, request))!;
    expect([again.text, again.confidence]).toEqual([first.text, first.confidence]);
    expect([again.timings.reusedTokens, again.timings.forwards]).toEqual([again.timings.promptTokens, 0]);
    expect(warm.model.forwards).toBe(before);
  });

  test('more than halve the forwards when a user types', async () => {
    const forwards = { warm: 0, cold: 0 };
    const all = async (
      loaded: LoadedModel,
      who: keyof typeof forwards,
      complete: typeof completeCold,
    ): Promise<void> => {
      for (const snippet of snippets) {
        for (const text of keyByKey(snippet)) {
          const before = loaded.model.forwards;
          await complete(loaded, requestAt(text, { path: snippet.path, strategy: greedy, maxTokens: 3 }));
          forwards[who] += loaded.model.forwards - before;
        }
      }
    };
    await all(warm, 'warm', completeInProcess);
    await all(cold, 'cold', completeCold);
    expect(forwards.warm).toBeLessThan(forwards.cold / 2);
  });
});

describe('a warm cache in the worker', () => {
  const { engine } = watchedEngine();

  afterAll(() => engine.dispose());

  const kinds = [
    ['the most probable tokens', greedy, snippets],
    ['the sampled tokens', sampled(7), snippets.filter((_, i) => i % 2 === 1)],
  ] as const;

  for (const [kind, strategy, some] of kinds) {
    test.each(some)(`gives ${kind} of an empty cache when a user types: $path`, async (snippet) => {
      let reused = 0;
      for (const text of keyByKey(snippet)) {
        const request = requestAt(text, { path: snippet.path, strategy, maxTokens: 12 });
        const answer = await engine.complete(request);
        expect({ text, ...answerOf(answer) }).toEqual({ text, ...answerOf(await completeCold(cold, request)) });
        reused += answer!.timings.reusedTokens;
      }
      // The answers would be equal, too, if nothing were ever reused.
      expect(reused).toBeGreaterThan(snippet.typed.length * 20);
    });
  }
});

describe('a warm cache with each strategy', () => {
  const beam: Strategy = { kind: 'beam', width: 3, lengthPenalty: 0.5, earlyStopping: true };

  const ways: readonly (readonly [string, Partial<CompletionRequest>])[] = [
    ['greedy', { strategy: greedy }],
    ['greedy, with all drafters', { strategy: greedy, drafters: drafterKinds }],
    ['sampling', { strategy: sampled(7) }],
    ['sampling, with drafters that point', { strategy: sampled(7), drafters: ['previousSuggestion', 'lookup'] }],
    ['three samples', { strategy: { ...sampled(7), samples: 3 } as Strategy }],
    ['three beams', { strategy: beam }],
    ['three beams that may end with the block', { strategy: beam, mode: 'block' }],
  ];

  /** @param keys where in the typing, counted from its end if negative. */
  const requestOf = (snippet: number, keys: number, way: Partial<CompletionRequest>): CompletionRequest =>
    requestAt(keyByKey(snippets[snippet]!).at(keys)!, { path: snippets[snippet]!.path, ...way });

  // Each way is asked after all others have used the cache, too.
  test.each(ways)('gives the same answer to the bit when other requests came before: %s', async (_, way) => {
    const [elsewhere, before, now] = [requestOf(1, 0, way), requestOf(2, -3, way), requestOf(2, -1, way)];
    await completeInProcess(warm, elsewhere);
    await completeInProcess(warm, before);
    const answer = (await completeInProcess(warm, now))!;
    expect(answer.timings.reusedTokens).toBeGreaterThan(answer.timings.promptTokens - 5);

    const fresh = await loadInProcess(modelFolder, way.drafters?.includes('model') ? modelFolder : undefined);
    const cold = (await completeInProcess(fresh, now))!;
    await fresh.dispose();
    expect(cold.timings.reusedTokens).toBe(0);
    expect(traceOf(answer)).toEqual(traceOf(cold));
  });
});

describe('chunked prefill', () => {
  test.each(snippets.filter((_, i) => i % 2 === 0))(
    'gives the same text when the chunks have another size: $path',
    async (snippet) => {
      const text = keyByKey(snippet).at(-1)!;
      for (const changes of [{}, { mode: 'free', strategy: sampled(3), maxTokens: 32 } as const]) {
        const request = requestAt(text, { path: snippet.path, ...changes });
        const whole = answerOf(await completeCold({ ...cold, prefillChunk: 1024 }, request));
        for (const prefillChunk of [1, 7, 32, 256]) {
          expect(answerOf(await completeCold({ ...cold, prefillChunk }, request))).toEqual(whole);
        }
      }
    },
  );
});
