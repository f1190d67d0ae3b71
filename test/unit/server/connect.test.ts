import { describe, expect, it } from 'vitest';
import { connect, listModels } from '../../../src/server/connect.js';
import { chunksOf, connected, errorOf, fake, never, optionsFor, requestOf } from './support/servers.js';

const listening = { isLocal: true, model: 'inkling-30m', models: ['inkling-30m'] };

describe('connect', () => {
  it('recognizes llama.cpp by its properties', async () => {
    const server = await fake();
    const { info } = await connected(server.address);
    expect(info).toEqual({
      ...listening,
      dialect: 'llama.cpp',
      host: `127.0.0.1:${server.port}`,
      contextLength: 1024,
      template: 'server',
      fillsInTheMiddle: true,
      hasLogprobs: true,
    });
  });

  it('recognizes vLLM as a server of OpenAI’s dialect with log-probabilities and without a suffix', async () => {
    const server = await fake({ kind: 'vllm' });
    const { info } = await connected(server.address);
    expect(info).toEqual({
      ...listening,
      dialect: 'openai',
      host: `127.0.0.1:${server.port}`,
      contextLength: 1024,
      template: 'none',
      fillsInTheMiddle: false,
      hasLogprobs: true,
    });
  });

  it('connects to a server that fails to list its models when the model is set', async () => {
    const server = await fake({ kind: 'transformers', models: ['hf'] });
    const { info } = await connected(server.address, { model: 'hf' });
    expect(info).toEqual({
      isLocal: true,
      dialect: 'openai',
      host: `127.0.0.1:${server.port}`,
      model: 'hf',
      models: [],
      template: 'none',
      fillsInTheMiddle: false,
      hasLogprobs: false,
    });
  });

  it('does not use a suffix that the server appends to the answer', async () => {
    const server = await fake({ kind: 'transformers', models: ['hf'], script: () => 'x' });
    const { info } = await connected(server.address, { model: 'hf' });
    expect(server.completions.some(({ body }) => 'suffix' in (body as object))).toBe(true);
    expect(info.fillsInTheMiddle).toBe(false);
  });

  it('recognizes Ollama, and its models that know a suffix', async () => {
    const server = await fake({ kind: 'ollama', models: ['qwen2.5-coder:latest', 'llama3.2:3b'], fillsSuffix: true });
    const { info } = await connected(server.address);
    expect(info).toMatchObject({
      dialect: 'ollama',
      model: 'qwen2.5-coder:latest',
      models: ['qwen2.5-coder:latest', 'llama3.2:3b'],
      fillsInTheMiddle: true,
      hasLogprobs: true,
    });
  });

  it.each(['', '/', '/v1', '/v1/', '/v1/completions', '/completion', '/infill'])(
    'connects to llama.cpp at an address that ends with "%s"',
    async (path) => {
      const server = await fake();
      const { info } = await connected(server.address + path);
      expect(info.dialect).toBe('llama.cpp');
    },
  );

  it.each(['/v1', '/api', '/api/generate'])('connects to Ollama at an address that ends with "%s"', async (path) => {
    const server = await fake({ kind: 'ollama' });
    const { info } = await connected(server.address + path);
    expect(info.dialect).toBe('ollama');
  });

  it('connects without a scheme, and below the path prefix of a proxy', async () => {
    const server = await fake({ basePath: '/llm' });
    const { info, stream } = await connected(`localhost:${server.port}/llm/v1`);
    expect(info.dialect).toBe('llama.cpp');
    await chunksOf(stream(requestOf(), never));
    expect(server.requests.at(-1)!.path).toBe('/completion');
  });

  it('uses the dialect of the settings without probing for others', async () => {
    const server = await fake();
    const { info } = await connected(server.address, { dialect: 'openai' });
    expect(info).toMatchObject({ dialect: 'openai', contextLength: 1024, hasLogprobs: true, fillsInTheMiddle: false });
    expect(server.requests.some(({ path }) => path === '/props')).toBe(false);
  });

  it('takes the model of the settings, by its name without a tag as well', async () => {
    const server = await fake({ kind: 'ollama', models: ['a:latest', 'b:latest'] });
    const { info } = await connected(server.address, { model: 'b' });
    expect(info.model).toBe('b:latest');
  });

  it('rejects with the signal’s reason when it is aborted', async () => {
    const server = await fake({ firstByteMs: 10_000 });
    const reason = new Error('no longer needed');
    const abort = new AbortController();
    const attempt = connect(optionsFor(server.address), { signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(attempt).rejects.toBe(reason);
  });

  it('sends the key and the headers with every request', async () => {
    const server = await fake({ apiKey: 'sesame' });
    const { stream, tokenize } = await connected(server.address, {
      apiKey: 'sesame\n',
      headers: { 'X-Team': 'blue' },
    });
    await chunksOf(stream(requestOf(), never));
    await tokenize!('a');
    const sent = server.requests.map(({ headers }) => [headers.authorization, headers['x-team']]);
    expect(new Set(sent.map(String))).toEqual(new Set(['Bearer sesame,blue']));
  });

  it('keeps its connection between requests', async () => {
    const server = await fake();
    const { stream } = await connected(server.address);
    for (let i = 0; i < 3; i++) await chunksOf(stream(requestOf(), never));
    expect(server.connections).toBe(1);
  });

  it('refuses a header that HTTP cannot send, without quoting its value', async () => {
    const attempt = connect(optionsFor('localhost:1', { headers: { 'X-Team': 'blue\nred' } }));
    await expect(attempt).rejects.toThrow(/^The header "X-Team" in the setting "inkling.server.headers"(?!.*blue)/);
  });
});

describe('listModels', () => {
  it('lists the models without asking one of them', async () => {
    const server = await fake({ kind: 'ollama', models: ['a:latest', 'b:latest'] });
    expect(await listModels(optionsFor(server.address))).toEqual(['a:latest', 'b:latest']);
    expect(server.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('fails as connect does', async () => {
    const server = await fake({ apiKey: 'sesame' });
    expect((await errorOf(listModels(optionsFor(server.address)))).kind).toBe('unauthorized');
  });
});

describe('tokenize', () => {
  it('gives the ids of llama.cpp’s tokens, with a mark as one', async () => {
    const server = await fake();
    const { tokenize } = await connected(server.address);
    expect(await tokenize!('<|fim_prefix|>')).toHaveLength(1);
  });

  it('is absent where the server has no endpoint for it', async () => {
    const server = await fake({ kind: 'ollama' });
    expect((await connected(server.address)).tokenize).toBeUndefined();
  });
});
