import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder } from '../../engine/support/engines.js';
import { LlamaServer, llamaServerFile } from './llamaServer.js';
import { makeTestModels, type TestModels } from './testModels.js';

describe.skipIf(!llamaServerFile)('a real llama-server with the built-in model', () => {
  let models: TestModels;
  let server: LlamaServer;
  beforeAll(async () => {
    models = makeTestModels(modelFolder);
    server = await LlamaServer.start({ gguf: models.gguf });
  });
  afterAll(async () => {
    await server.kill();
    models.dispose();
  });

  it('takes each fill-in-the-middle mark for one token', async () => {
    const content = '<|fim_prefix|><|fim_suffix|><|fim_middle|><|file|>';
    const body = JSON.stringify({ content, parse_special: true });
    const response = await fetch(`${server.address}/tokenize`, { method: 'POST', body });
    expect(await response.json()).toEqual({ tokens: [1, 2, 3, 4] });
  });
});
