import { afterAll, beforeAll, expect, test } from 'vitest';
import { drafterKinds } from '../../src/core/completion.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelName } from './support/embeddedModel.js';
import { modelFolder, watchedEngine } from './support/engines.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { traceOf } from './support/traces.js';

const watched = watchedEngine();
watched.draftFolder = modelFolder;
const { engine } = watched;
let plain: LoadedModel;

beforeAll(async () => {
  plain = await loadInProcess();
});

afterAll(async () => {
  await engine.dispose();
  await plain.dispose();
});

test('the engine says who drafts', async () => {
  expect((await engine.ready()).drafter).toBe(modelName);
});

const kinds = [
  ['greedily with all drafters', greedy, drafterKinds, 0],
  ['by sampling with those that point', sampled(7), ['remains', 'lookup'], 5],
] as const;

for (const [kind, strategy, drafters, number] of kinds) {
  test(`typing key by key, the worker decodes ${kind} what is decoded without: ${snippets[number]!.path}`, async () => {
    const { path } = snippets[number]!;
    let accepted = 0;
    for (const text of keyByKey(snippets[number]!)) {
      const request = requestAt(text, { path, strategy, maxTokens: 16 });
      const answer = (await engine.complete({ ...request, drafters }))!;
      expect({ text, traces: traceOf(answer) }).toEqual({
        text,
        traces: traceOf(await completeInProcess(plain, request)),
      });
      for (const counts of Object.values(answer.drafts)) accepted += counts.accepted;
    }
    // By the real clock it may seem at times that drafts do not pay, but never always: the first one is always tried.
    expect(accepted).toBeGreaterThan(0);
  });
}
