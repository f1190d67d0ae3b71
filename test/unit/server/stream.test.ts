import { describe, expect, it } from 'vitest';
import type { ServerToken } from '../../../src/core/server/serverStream.js';
import type { FakeKind } from '../../servers/fake/fakeServer.js';
import { chunksOf, connected, errorOf, fake, never, requestOf, until } from './support/servers.js';

const kinds: readonly FakeKind[] = ['llama.cpp', 'vllm', 'transformers', 'ollama'];
const modelOf = (kind: FakeKind): { model?: string } => (kind === 'transformers' ? { model: 'inkling-30m' } : {});

const withLogprobs = (tokens: readonly ServerToken[]): unknown[] =>
  tokens.map(({ text, logprob }) => [text, logprob === undefined ? undefined : Math.round(logprob * 1000) / 1000]);

describe('stream', () => {
  it('reads llama.cpp’s recorded stream: a token per chunk, the usage in the last', async () => {
    const server = await fake();
    const { stream } = await connected(server.address);
    const chunks = await chunksOf(stream(requestOf(), never));
    expect(chunks.map(({ text }) => text)).toEqual(['item', ':', ' T', '  ', '']);
    expect(chunks[0]!.tokens).toEqual([
      {
        text: 'item',
        logprob: -2.8960092067718506,
        id: 932,
        alternatives: [
          { text: 'item', logprob: -2.8960092067718506, id: 932 },
          { text: '\n', logprob: -2.9773809909820557, id: 204 },
        ],
      },
    ]);
    expect(chunks.at(-1)).toMatchObject({ text: '', tokens: [], end: 'limit', usage: { promptTokens: 63 } });
  });

  it('reads the log-probabilities of chat answers that llama.cpp sends with completions', async () => {
    const server = await fake();
    const { stream } = await connected(server.address, { dialect: 'openai' });
    const chunks = await chunksOf(stream(requestOf(), never));
    expect(withLogprobs(chunks.flatMap(({ tokens }) => tokens))).toEqual([
      ['item', -2.896],
      [':', -0.409],
      [' T', -0.913],
      ['  ', -1.896],
    ]);
    expect(chunks.at(-1)).toEqual({
      text: '',
      tokens: [],
      end: 'limit',
      usage: { promptTokens: 63, cachedTokens: 62 },
    });
  });

  it('reads vLLM’s recorded stream: two tokens in a chunk, legacy lists, the usage after the end', async () => {
    const server = await fake({ kind: 'vllm' });
    const { stream } = await connected(server.address);
    const chunks = await chunksOf(stream(requestOf(), never));
    expect(chunks.map(({ text }) => text)).toEqual(['item', ':', ' T[', '']);
    expect(withLogprobs(chunks[2]!.tokens)).toEqual([
      [' T', -0.337],
      ['[', -2.047],
    ]);
    expect(chunks.at(-1)).toEqual({ text: '', tokens: [], end: 'limit', usage: { promptTokens: 62, cachedTokens: 0 } });
  });

  it('reads a stream without [DONE] and without log-probabilities', async () => {
    const server = await fake({ kind: 'transformers' });
    const { stream } = await connected(server.address, { model: 'inkling-30m' });
    expect(await chunksOf(stream(requestOf(), never))).toEqual([
      { text: 'item', tokens: [] },
      { text: ':', tokens: [] },
      { text: ' T', tokens: [] },
      { text: '[', tokens: [] },
      { text: '', tokens: [], end: 'limit', usage: { promptTokens: 62 } },
    ]);
  });

  it('reads Ollama’s lines of JSON', async () => {
    const server = await fake({ kind: 'ollama', script: () => [{ text: 'item', logprob: -0.5 }, { text: ':' }] });
    const { stream } = await connected(server.address);
    const chunks = await chunksOf(stream(requestOf(), never));
    expect(withLogprobs(chunks.flatMap(({ tokens }) => tokens))).toEqual([
      ['item', -0.5],
      [':', -0.1],
    ]);
    expect(chunks.at(-1)).toMatchObject({ text: '', end: 'end' });
  });

  it.each(kinds)('reads the same from %s in pieces of a byte', async (kind) => {
    const script = (): string => 'größe = "日本 😀";\n';
    const server = await fake({ kind, script });
    const { stream } = await connected(server.address, modelOf(kind));
    // From then on the prompt is cached.
    await chunksOf(stream(requestOf(), never));
    const whole = await chunksOf(stream(requestOf({ maxTokens: 50 }), never));
    Object.assign(server.writing, { pieceBytes: 1 });
    expect(await chunksOf(stream(requestOf({ maxTokens: 50 }), never))).toEqual(whole);
    expect(whole.map(({ text }) => text).join('')).toBe(script());
  });

  it.each(kinds)('frees %s when the iteration ends early', async (kind) => {
    const server = await fake({ kind, script: () => 'a b c d e f g h', partMs: 20 });
    const { stream } = await connected(server.address, modelOf(kind));
    const cancelled = server.cancelled;
    for await (const chunk of stream(requestOf({ maxTokens: 50 }), never)) if (chunk.text !== '') break;
    await until(() => server.cancelled === cancelled + 1);
    expect(server.running).toBe(0);
  });

  it.each(kinds)('frees %s at once when it is aborted, and rejects with the reason', async (kind) => {
    const server = await fake({ kind, script: () => 'a b c d e f g h' });
    const { stream } = await connected(server.address, modelOf(kind));
    Object.assign(server.writing, { partMs: 60_000 });
    const cancelled = server.cancelled;
    const abort = new AbortController();
    const reason = new Error('newer request');
    const attempt = chunksOf(stream(requestOf({ maxTokens: 50 }), abort.signal));
    await until(() => server.running === 1);
    abort.abort(reason);
    await expect(attempt).rejects.toBe(reason);
    await until(() => server.cancelled === cancelled + 1);
  });

  it('frees the server when it is aborted while it waits in the queue', async () => {
    const server = await fake({ slots: 1, script: () => 'a b c' });
    const { stream } = await connected(server.address);
    Object.assign(server.writing, { partMs: 60_000 });
    const running = new AbortController();
    const first = chunksOf(stream(requestOf(), running.signal)).catch(() => undefined);
    await until(() => server.running === 1);
    const abort = new AbortController();
    const second = chunksOf(stream(requestOf(), abort.signal));
    await until(() => server.running === 2);
    abort.abort();
    await expect(second).rejects.toThrow('aborted');
    await until(() => server.running === 1);
    running.abort();
    await first;
  });

  it('ends running streams when the connection is disposed', async () => {
    const server = await fake({ script: () => 'a b c d' });
    const { stream, dispose } = await connected(server.address);
    Object.assign(server.writing, { partMs: 60_000 });
    const attempt = chunksOf(stream(requestOf(), never));
    await until(() => server.running === 1);
    dispose();
    await expect(attempt).rejects.toThrow('aborted');
    await until(() => server.running === 0);
  });

  it('gives the text before a connection breaks, then the error', async () => {
    const server = await fake({ script: () => 'a b c d' });
    const { stream } = await connected(server.address);
    Object.assign(server.writing, { fault: 'broken' });
    const texts: string[] = [];
    const error = await errorOf(
      (async () => {
        for await (const { text } of stream(requestOf(), never)) texts.push(text);
      })(),
    );
    expect(texts).toEqual(['a']);
    expect(error.kind).toBe('brokenStream');
  });
});
