import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { ServerEngine } from '../../../src/server/serverEngine.js';
import type { TokenPrompt } from '../../../src/server/serverHost.js';
import { modelFolder, watchedEngine, type Watched } from '../../engine/support/engines.js';
import { fixtureRequests } from './fixturePrompts.js';
import { LlamaServer, llamaServerFile } from './llamaServer.js';
import { serverEngine } from './serverEngines.js';
import { makeTestModels, type TestModels } from './testModels.js';

describe.skipIf(!llamaServerFile)('a real llama-server and the built-in engine with the same weights', () => {
  let models: TestModels;
  let server: LlamaServer;
  let builtIn: Watched;
  let remote: ServerEngine;
  /** The prompt of the built-in engine, by request. */
  const prompts = new Map<CompletionRequest, TokenPrompt>();

  beforeAll(async () => {
    // Where activations are rounded, each engine does it in its own way, and near ties fall differently.
    models = makeTestModels(modelFolder, 'exact');
    const exact = ['--flash-attn', 'off', '--cache-type-k', 'f32', '--cache-type-v', 'f32'];
    server = await LlamaServer.start({ gguf: models.gguf, args: exact });
    builtIn = watchedEngine(models.folder);
    // llama.cpp splits some texts in another way: only ids are exact.
    remote = serverEngine(server.address, {}, { tokens: (request) => prompts.get(request)! });
  });
  afterAll(async () => {
    remote.dispose();
    await Promise.all([builtIn.engine.dispose(), server.kill()]);
    models.dispose();
  });

  it('give the same texts for 50 prompts', { timeout: 900_000 }, async () => {
    const differing: unknown[] = [];
    for (const request of fixtureRequests(50, { without: ['healing'], explain: true })) {
      const own = await builtIn.engine.complete(request);
      prompts.set(request, { ids: own!.prompt!.tokens.map(({ id }) => id), piece: '' });
      const other = await remote.complete(request);
      expect(other?.source).toBe('server');
      if (own!.text !== other!.text) differing.push({ own: own!.text, other: other!.text });
    }
    expect(differing).toEqual([]);
  });
});
