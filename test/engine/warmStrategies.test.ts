import { afterAll, beforeAll, expect, test } from 'vitest';
import { drafterKinds, type CompletionRequest } from '../../src/core/completion.js';
import type { Strategy } from '../../src/core/sampling/strategy.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { modelFolder } from './support/engines.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { greedy, requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';
import { traceOf } from './support/traces.js';

let warm: LoadedModel;

beforeAll(async () => {
  warm = await loadInProcess(modelFolder, modelFolder);
});

afterAll(() => warm.dispose());

const beam: Strategy = { kind: 'beam', width: 3, lengthPenalty: 0.5, earlyStopping: true };

const ways: readonly (readonly [string, Partial<CompletionRequest>])[] = [
  ['greedy', { strategy: greedy }],
  ['greedy, with all drafters', { strategy: greedy, drafters: drafterKinds }],
  ['sampling', { strategy: sampled(7) }],
  ['sampling, with drafters that point', { strategy: sampled(7), drafters: ['remains', 'lookup'] }],
  ['three samples', { strategy: { ...sampled(7), samples: 3 } as Strategy }],
  ['three beams', { strategy: beam }],
  ['three beams that may end with the block', { strategy: beam, mode: 'block' }],
];

/** @param keys where in the typing, counted from its end if negative. */
const requestOf = (snippet: number, keys: number, way: Partial<CompletionRequest>): CompletionRequest =>
  requestAt(keyByKey(snippets[snippet]!).at(keys)!, { path: snippets[snippet]!.path, ...way });

// Each way is asked after all others have used the cache, too.
test.each(ways)('what was asked before changes no bit of an answer: %s', async (_, way) => {
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
