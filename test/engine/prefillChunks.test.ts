import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import { answerOf } from './support/engines.js';
import { completeCold, loadInProcess } from './support/inProcess.js';
import { requestAt, sampled } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

let loaded: LoadedModel;

beforeAll(async () => {
  loaded = await loadInProcess();
});

afterAll(() => loaded.dispose());

test.each(snippets.filter((_, i) => i % 2 === 0))(
  'a prefill in chunks of any size gives the same text: $path',
  async (snippet) => {
    const text = keyByKey(snippet).at(-1)!;
    for (const changes of [{}, { mode: 'free', strategy: sampled(3), maxTokens: 32 } as const]) {
      const request = requestAt(text, { path: snippet.path, ...changes });
      const whole = answerOf(await completeCold({ ...loaded, prefillChunk: 1024 }, request));
      for (const prefillChunk of [1, 7, 32, 256]) {
        expect(answerOf(await completeCold({ ...loaded, prefillChunk }, request))).toEqual(whole);
      }
    }
  },
);
