import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/completion.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { engineOfTest } from './support/engines.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { traceOf, type Trace } from './support/traces.js';

const beams = (width: number): Strategy => ({ kind: 'beam', width, lengthPenalty: 0, earlyStopping: false });
const samples = (count: number): Strategy => ({ ...sampled(3), samples: count }) as Strategy;

const typed = keyByKey(snippets[2]!);
const next = requestAt(typed.at(-2)!);

let loaded: LoadedModel;
let expected: Trace[];

beforeAll(async () => {
  loaded = await loadInProcess();
  expected = traceOf(await completeInProcess(loaded, next));
});

afterAll(() => loaded.dispose());

const ways: readonly (readonly [string, Partial<CompletionRequest>])[] = [
  ['a beam search', { strategy: beams(3) }],
  ['three samples', { strategy: samples(3) }],
  ['speculation', { drafters: ['lookup'] }],
];

test.each(ways)('%s, cancelled early or late, answers undefined, and the next answer is right', async (_, way) => {
  const request = requestAt(typed.at(-1)!, way);
  let asked = 0;
  expect(await completeInProcess(loaded, request, { cancelled: () => ++asked < 0 })).toBeDefined();
  const total = asked;
  expect(total).toBeGreaterThan(6);
  for (const from of [2, 3, total >> 1, total - 1, total]) {
    asked = 0;
    expect(await completeInProcess(loaded, request, { cancelled: () => ++asked >= from })).toBeUndefined();
    expect(traceOf(await completeInProcess(loaded, next))).toEqual(expected);
  }
});

test.each([
  ['32 beams', beams(32)],
  ['64 samples', samples(64)],
])('%s in the worker, aborted or overtaken, answer undefined, and the next answer is right', async (_, strategy) => {
  const { engine, states } = engineOfTest();
  await engine.ready();
  // Takes many seconds, of which it gets none.
  const request = requestAt(typed.at(-1)!, { mode: 'free', strategy, maxTokens: 400 });
  for (const waitMs of [0, 30]) {
    const abort = new AbortController();
    const answer = engine.complete(request, { signal: abort.signal });
    setTimeout(() => abort.abort(), waitMs);
    expect(await answer).toBeUndefined();
  }
  const overtaken = engine.complete(request);
  const newest = engine.complete(next);
  expect(await overtaken).toBeUndefined();
  expect(traceOf(await newest)).toEqual(expected);
  expect(states.at(-1)!.kind).toBe('ready');
});
