import https from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { jsonLine, sseEvent } from '../../servers/fake/answer.js';
import { startFakeServer, type FakeServer, type FakeServerOptions } from '../../servers/fake/fakeServer.js';
import llamaRecorded from '../../servers/fake/recorded/llamaCpp.json';
import ollamaRecorded from '../../servers/fake/recorded/ollama.json';
import vllmRecorded from '../../servers/fake/recorded/vllm.json';

const servers: FakeServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = await startFakeServer(options);
  servers.push(server);
  return server;
}

const post = (server: FakeServer, path: string, body: unknown, init: RequestInit = {}): Promise<Response> =>
  fetch(server.address + path, { method: 'POST', body: JSON.stringify(body), ...init });

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const recordedTokens = [
  { text: 'item', id: 932, logprob: -2.8960092067718506 },
  { text: ':', id: 31, logprob: -0.408993124961853 },
];

describe('the fake llama-server', () => {
  it('replays the recorded stream to the byte', async () => {
    const server = await start();
    const response = await post(server, '/completion', { prompt: 'for (const ', stream: true });
    expect(await response.text()).toBe(llamaRecorded.stream.events.map(sseEvent).join(''));
  });

  it('writes a scripted token as the recorded one, but for counts and alternatives', async () => {
    const server = await start({ script: () => recordedTokens });
    const body = await (await post(server, '/completion', { prompt: 'a', stream: true, n_probs: 2 })).text();
    const [event] = body
      .trim()
      .split('\n\n')
      .map((part) => JSON.parse(part.slice(6)) as Record<string, unknown>);
    const [recorded] = llamaRecorded.stream.events;
    expect(Object.keys(event!)).toEqual(Object.keys(recorded!));
    const [probability] = event!.completion_probabilities as object[];
    const [recordedProbability] = recorded!.completion_probabilities!;
    expect({ ...probability, top_logprobs: 0 }).toEqual({ ...recordedProbability, top_logprobs: 0 });
  });

  it('sends the token that completes a stop text without its text and probability', async () => {
    const server = await start({ script: () => 'items;\nreturn' });
    const request = { prompt: 'a', stream: true, n_probs: 1, stop: ['\n'] };
    const parts = (await (await post(server, '/completion', request)).text()).trim().split('\n\n');
    const events = parts.map((part) => JSON.parse(part.slice(6)) as Record<string, unknown>);
    expect(events.map(({ content }) => content)).toEqual(['items', ';', '', '']);
    expect(events[2]).not.toHaveProperty('completion_probabilities');
    expect(events[3]).toMatchObject({ stop: true, stop_type: 'word', stopping_word: '\n' });
  });

  it('counts the tokens that a prompt shares with one before', async () => {
    const server = await start({ script: () => 'x' });
    const cachedTokens = async (prompt: string): Promise<number> => {
      const body = (await (await post(server, '/completion', { prompt })).json()) as { timings: { cache_n: number } };
      return body.timings.cache_n;
    };
    expect(await cachedTokens('a b c')).toBe(0);
    expect(await cachedTokens('a b c d')).toBe(3);
    expect(await cachedTokens('a b c d')).toBe(3);
  });
});

describe('the fake vLLM', () => {
  it('replays the recorded stream to the byte', async () => {
    const server = await start({ kind: 'vllm' });
    const request = { model: 'inkling-30m', prompt: 'for (const ', stream: true };
    expect(await (await post(server, '/v1/completions', request)).text()).toBe(
      vllmRecorded.stream.events.map(sseEvent).join(''),
    );
  });

  it('puts two tokens into a chunk, as recorded', async () => {
    const tokens = vllmRecorded.stream.events.flatMap((event) => {
      const logprobs = typeof event === 'object' ? event.choices[0]?.logprobs : undefined;
      return (logprobs?.tokens ?? []).map((text, i) => ({ text, logprob: logprobs!.token_logprobs[i]! }));
    });
    const server = await start({ kind: 'vllm', script: () => tokens });
    const request = { model: 'inkling-30m', prompt: 'a', stream: true, logprobs: 0, max_tokens: 4 };
    const body = await (await post(server, '/v1/completions', request)).text();
    // Without `include_usage` there is no chunk with usage.
    const expected = vllmRecorded.stream.events.filter(
      (event) => typeof event === 'string' || event.choices.length > 0,
    );
    expect(body).toBe(expected.map(sseEvent).join(''));
  });
});

describe('the fake Ollama', () => {
  it('replays the recorded stream to the byte, and writes the same tokens in the same way', async () => {
    const tokens = ollamaRecorded.stream.events.flatMap(({ logprobs = [] }) =>
      logprobs.map(({ token, logprob, top_logprobs: top }) => ({
        text: token,
        logprob,
        alternatives: top.map((alternative) => ({ text: alternative.token, logprob: alternative.logprob })),
      })),
    );
    const request = {
      model: 'inkling-30m',
      prompt: 'a',
      raw: true,
      logprobs: true,
      top_logprobs: 2,
      options: { num_predict: 4 },
    };
    const recorded = await start({ kind: 'ollama' });
    expect(await (await post(recorded, '/api/generate', request)).text()).toBe(
      ollamaRecorded.stream.events.map(jsonLine).join(''),
    );
    const scripted = await start({ kind: 'ollama', script: () => tokens });
    const body = await (await post(scripted, '/api/generate', request)).text();
    const lines = body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const { created_at: createdAt } = ollamaRecorded.stream.events[0]!;
    const expected = ollamaRecorded.stream.events.map((event) => ({ ...event, created_at: createdAt }));
    expect(lines).toEqual([...expected.slice(0, -1), { ...expected.at(-1), prompt_eval_count: 1 }]);
  });
});

describe('a fake server', () => {
  it('refuses a wrong key in the format of its kind', async () => {
    const bodies = ['llama.cpp', 'vllm', 'ollama'] as const;
    const answers = bodies.map(async (kind) => {
      const server = await start({ kind, apiKey: 'right' });
      const response = await fetch(`${server.address}/v1/models`, { headers: { authorization: 'Bearer wrong' } });
      return [response.status, await response.text()];
    });
    expect(await Promise.all(answers)).toEqual([
      [401, '{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}'],
      [401, '{"error":"Unauthorized"}'],
      [401, '<html><body>401 Authorization Required</body></html>'],
    ]);
  });

  it('counts an answer that the client cancels, and frees its slot', async () => {
    const server = await start({ script: () => 'a b c d', partMs: 60_000, slots: 1 });
    const controller = new AbortController();
    const first = await post(server, '/completion', { prompt: 'a', stream: true }, { signal: controller.signal });
    const second = post(server, '/completion', { prompt: 'b' });
    await until(() => server.running === 2);
    controller.abort();
    await expect(first.text()).rejects.toThrow();
    expect((await second).status).toBe(200);
    expect(server.cancelled).toBe(1);
  });

  it('delivers the same text byte by byte', async () => {
    const server = await start({ script: () => 'naïve → 🙂', pieceBytes: 1 });
    const body = await (await post(server, '/completion', { prompt: 'a', stream: true })).text();
    const contents = body
      .trim()
      .split('\n\n')
      .map((part) => (JSON.parse(part.slice(6)) as { content: string }).content);
    expect(contents.join('')).toBe('naïve → 🙂');
  });

  it('breaks a stream after its first part', async () => {
    const server = await start({ fault: 'broken' });
    const response = await post(server, '/completion', { prompt: 'a', stream: true });
    await expect(response.text()).rejects.toThrow();
    server.writing.fault = undefined;
    const whole = await post(server, '/completion', { prompt: 'a', stream: true });
    expect(await whole.text()).toContain('"stop":true');
  });

  it('speaks TLS with a certificate that a client can trust', async () => {
    const server = await start({ tls: true });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      https
        .get(`${server.address}/health`, { ca: server.certificate }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject);
    });
    expect(status).toBe(200);
    await expect(fetch(`${server.address}/health`)).rejects.toThrow();
  });
});
