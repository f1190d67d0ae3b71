import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompletionRequest } from '../../src/core/completion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf, engineOfTest } from './support/engines.js';
import { completeCold, completeInProcess, loadInProcess } from './support/inProcess.js';
import { longRequest, requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

let loaded: LoadedModel;
let long: CompletionRequest;

beforeAll(async () => {
  loaded = await loadInProcess();
  long = await longRequest((request) => completeCold(loaded, request));
});

afterAll(() => loaded.dispose());

const next = requestAt(keyByKey(snippets[1]!)[5]!);

test.each([1, 2, 10])(
  'a decode that is cancelled after %i texts ends there, and the next answer is a fresh one',
  async (texts) => {
    loaded.model.truncate(0);
    let heard = 0;
    const onText = (): void => {
      heard++;
    };
    const control = { cancelled: () => heard >= texts, onText };
    expect(await completeInProcess(loaded, long, control)).toBeUndefined();
    // Cancelled while it is handed a text, the loop asks after the next forward: that one's token is the last.
    expect(heard).toBe(texts + 1);
    const after = answerOf(await completeInProcess(loaded, next));
    expect(after).toEqual(answerOf(await completeCold(loaded, next)));
  },
);

test('aborting while the engine decodes answers undefined, and the next answer is that of a fresh engine', async () => {
  const { engine, states } = engineOfTest();
  const abort = new AbortController();
  let heard = 0;
  const onText = (): void => {
    heard++;
    abort.abort();
  };
  expect(await engine.complete(long, { signal: abort.signal, onText })).toBeUndefined();
  expect(heard).toBeGreaterThan(0);
  expect(heard).toBeLessThan(200);
  expect(states.at(-1)!.kind).toBe('ready');
  expect(answerOf(await engine.complete(next))).toEqual(answerOf(await completeCold(loaded, next)));
});

test('a request whose signal is aborted already never reaches the worker', async () => {
  const { engine, states } = engineOfTest();
  expect(await engine.complete(next, { signal: AbortSignal.abort() })).toBeUndefined();
  expect(states).toEqual([]);
});
