import { expect, test } from 'vitest';
import { answerOf, engineOfTest } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

test('of three requests at once only the last is answered', async () => {
  const { engine, states } = engineOfTest();
  const requests = keyByKey(snippets[0]!)
    .slice(0, 3)
    .map((text) => requestAt(text));
  const alone = answerOf(await engine.complete(requests[2]!));
  const answers = await Promise.all(requests.map((request) => engine.complete(request)));
  expect(answers.map(answerOf)).toEqual([undefined, undefined, alone]);
  expect(states.at(-1)!.kind).toBe('ready');
});

test('while the model loads the first request waits, and later ones are dropped', async () => {
  const { engine, states } = engineOfTest();
  const requests = keyByKey(snippets[2]!)
    .slice(0, 4)
    .map((text) => requestAt(text));
  const answers = await Promise.all(requests.map((request) => engine.complete(request)));
  const alone = answerOf(await engine.complete(requests[0]!));
  expect(alone!.text.length).toBeGreaterThan(0);
  expect(answers.map(answerOf)).toEqual([alone, undefined, undefined, undefined]);
  expect([...new Set(states.map(({ kind }) => kind))]).toEqual(['loading', 'ready', 'working']);
});

test('a waiting request that is aborted while the model loads answers undefined', async () => {
  const { engine, states } = engineOfTest();
  const abort = new AbortController();
  const answer = engine.complete(requestAt('const a = ‸\n'), { signal: abort.signal });
  abort.abort();
  expect(await answer).toBeUndefined();
  expect(states.map(({ kind }) => kind)).not.toContain('working');
  expect(states.at(-1)!.kind).toBe('ready');
});
