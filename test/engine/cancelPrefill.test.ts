import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, engineOfTest } from './support/engines.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { requestAt } from './support/requests.js';
import { longDocument } from './support/snippets.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

const request = requestAt(longDocument());

test('a prefill that is cancelled keeps the chunks that are done for the next request', async () => {
  const expected = answerOf(await completeCold(loaded, request));
  const prefillChunk = 32;
  loaded.model.truncate(0);
  const askedTwiceBefore = [false, false, true];
  const control = { cancelled: () => askedTwiceBefore.shift()! };
  expect(await completeInProcess({ ...loaded, prefillChunk }, request, control)).toBeUndefined();
  expect(loaded.model.tokens.length).toBe(2 * prefillChunk);
  const answer = (await completeInProcess(loaded, request))!;
  expect(answer.timings.reusedTokens).toBe(2 * prefillChunk);
  expect(answerOf(answer)).toEqual(expected);
});

test('aborting as soon as the engine works answers undefined, and the next answer is that of a fresh engine', async () => {
  const { engine } = engineOfTest();
  await engine.ready();
  for (const waitMs of [0, 5, 15]) {
    const abort = new AbortController();
    const answer = engine.complete({ ...request, mode: 'free', maxTokens: 300 }, { signal: abort.signal });
    setTimeout(() => abort.abort(), waitMs);
    expect(await answer).toBeUndefined();
  }
  expect(answerOf(await engine.complete(request))).toEqual(answerOf(await completeCold(loaded, request)));
});
