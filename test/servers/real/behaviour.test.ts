import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readServerMetrics } from '../../../bench/load/serverMetrics.js';
import { EngineRouter } from '../../../src/core/engines/engineRouter.js';
import type { Completion } from '../../../src/core/result.js';
import { ServerError } from '../../../src/core/server/serverError.js';
import type { ServerChunk } from '../../../src/core/server/serverStream.js';
import { connect } from '../../../src/server/connect.js';
import type { ServerEngine } from '../../../src/server/serverEngine.js';
import { engineOfTest, modelFolder } from '../../engine/support/engines.js';
import { requestAt } from '../../engine/support/requests.js';
import { fixtureRequests } from './fixturePrompts.js';
import { LlamaServer, llamaServerFile, type LlamaServerOptions } from './llamaServer.js';
import { optionsFor, serverEngine } from './serverEngines.js';
import { makeTestModels, type TestModels } from './testModels.js';

let models: TestModels;
beforeAll(() => void (models = makeTestModels(modelFolder)));
afterAll(() => models.dispose());

async function start(options: Partial<LlamaServerOptions> = {}): Promise<LlamaServer> {
  const server = await LlamaServer.start({ gguf: models.gguf, ...options });
  onTestFinished(() => server.kill());
  return server;
}

function engineFor(...args: Parameters<typeof serverEngine>): ServerEngine {
  const engine = serverEngine(...args);
  onTestFinished(() => engine.dispose());
  return engine;
}

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await pause(20);
};

const toText =
  'export class Stack<T> {\n  private items: T[] = [];\n  push(item: T): void {\n    this.items.‸\n  }\n}\n';
/** Goes on until it is stopped. */
const endless = requestAt(toText, { mode: 'free', maxTokens: 800 });

describe.skipIf(!llamaServerFile)('a real llama-server', () => {
  it('is recognized, with its model, its context and the template by its tokenizer', async () => {
    const server = await start({ slots: 2, contextLength: 512 });
    expect(await engineFor(server.address).ready()).toEqual({
      dialect: 'llama.cpp',
      host: `127.0.0.1:${server.port}`,
      isLocal: true,
      model: 'inkling-30m',
      models: ['inkling-30m'],
      contextLength: 512,
      template: 'inkling',
      fillsInTheMiddle: true,
      hasLogprobs: true,
    });
  });

  it.each(['', '/', '/v1', '/v1/completions', '/completion'])(
    'answers at the address with %j after the port',
    async (path) => {
      const server = await start();
      const completion = await engineFor(server.address + path).complete(requestAt(toText));
      expect(completion?.source).toBe('server');
      // That of a token which was typed already is 0.
      expect(completion!.tokens.some(({ logprob }) => logprob < 0)).toBe(true);
    },
  );

  it('stops within a second when a request is cancelled', async () => {
    const server = await start({ args: ['--ignore-eos'] });
    const engine = engineFor(server.address);
    const cancel = new AbortController();
    let written = '';
    const answer = engine.complete(endless, { signal: cancel.signal, onText: (text) => (written += text) });
    await until(() => written !== '');
    expect(await server.busySlots()).toBe(1);
    const cancelledMs = performance.now();
    cancel.abort();
    expect(await answer).toBeUndefined();
    await until(async () => (await server.busySlots()) === 0);
    expect(performance.now() - cancelledMs).toBeLessThan(1_000);
    // It has not stopped because the answer was complete.
    expect((await readServerMetrics(server.address))!.generated).toBeLessThan(endless.maxTokens);
  });

  it('answers the newest request although an earlier one has its only slot', async () => {
    const server = await start({ args: ['--ignore-eos'] });
    const engine = engineFor(server.address);
    let written = '';
    const first = engine.complete(endless, { onText: (text) => (written += text) });
    await until(() => written !== '');
    const second = await engine.complete(requestAt('const answer = ‸;\n'));
    expect(await first).toBeUndefined();
    expect(second?.source).toBe('server');
  });

  it('computes a few tokens per key while a line is typed', async () => {
    const server = await start();
    const engine = engineFor(server.address);
    const [request] = fixtureRequests(1);
    const line = '\n  const sorted = [...this.items].sort();';
    await engine.complete(request!);
    const before = (await readServerMetrics(server.address))!;
    for (let length = 1; length <= line.length; length++) {
      await engine.complete({ ...request!, prefix: request!.prefix + line.slice(0, length) });
    }
    await until(async () => (await server.busySlots()) === 0);
    const after = (await readServerMetrics(server.address))!;
    const [computed, cached] = [after.computed - before.computed, after.cached - before.cached];
    expect(cached).toBeGreaterThan(100 * line.length);
    expect(computed / line.length).toBeLessThan(8);
  });

  it('refuses a wrong key, and answers with the right one', async () => {
    const server = await start({ apiKey: 'right' });
    const wrong = engineFor(server.address, { apiKey: 'wrong' });
    await expect(wrong.ready()).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(wrong.state.kind).toBe('failed');
    const right = engineFor(server.address, { apiKey: 'right' });
    expect((await right.complete(requestAt(toText)))?.source).toBe('server');
  });

  it('reports a prompt that is longer than its context, with both numbers', async () => {
    const server = await start({ contextLength: 256 });
    const connection = await connect(optionsFor(server.address));
    onTestFinished(() => connection.dispose());
    const chunks: ServerChunk[] = [];
    const read = async (): Promise<void> => {
      const prompt = { kind: 'tokens', ids: Array.from({ length: 300 }, () => 302) } as const;
      const request = { prompt, maxTokens: 4, sampling: { temperature: 0 }, top: 0, stop: [] };
      for await (const chunk of connection.stream(request, new AbortController().signal)) chunks.push(chunk);
    };
    await expect(read()).rejects.toMatchObject({
      kind: 'contextOverflow',
      facts: { promptTokens: 300, contextLength: 256 },
    });
    expect(chunks).toEqual([]);
  });

  it('gets a long document as much of it as its context holds', async () => {
    const server = await start({ contextLength: 256 });
    const prefix = `${'const value = compute(1);\n'.repeat(400)}const other = `;
    const completion = await engineFor(server.address).complete(requestAt(`${prefix}‸\n`));
    expect(completion?.source).toBe('server');
  });

  it('is replaced by the built-in engine when it dies within an answer, and used again once it is back', async () => {
    const server = await start({ args: ['--ignore-eos'] });
    const remote = engineFor(server.address);
    const { engine: builtIn } = engineOfTest();
    const now = (): number => performance.now();
    const router = new EngineRouter({ builtIn, server: remote, choice: () => 'server', now });
    await remote.ready();
    let written = '';
    const answer = router.complete({ ...endless, maxTokens: 200 }, { onText: (text) => (written += text) });
    await until(() => written !== '');
    await server.kill();
    expect((await answer)?.source).toBe('model');
    expect(remote.state).toMatchObject({ kind: 'failed', error: expect.any(ServerError) as unknown });
    const source = async (): Promise<Completion['source'] | undefined> =>
      (await router.complete(requestAt('const answer = ‸;\n')))?.source;
    expect(await source()).toBe('model');
    await server.start();
    await until(async () => (await source()) === 'server');
  });
});
