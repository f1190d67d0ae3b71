import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerError } from '../../../src/core/server/serverError.js';
import type { ServerState } from '../../../src/core/server/serverInfo.js';
import type { ServerHost } from '../../../src/server/serverHost.js';
import { engineOf, requestAt, settle, textAt } from './support/scriptedEngine.js';
import { chunksOf, ScriptedServer, scriptedOptions } from './support/scriptedServer.js';

describe('complete', () => {
  it('gives the text up to the newline, with its confidence and source', async () => {
    const engine = engineOf(new ScriptedServer(() => 'foo(b);\nconst'));
    const completion = await engine.complete(requestAt('x;\n‸\n'));
    expect(completion).toMatchObject({ text: 'foo(b);', source: 'server', stop: 'newline', others: [] });
    expect(completion!.confidence).toBeCloseTo(0.95 ** 6);
    expect(completion!.tokens[0]!.confidence).toBeCloseTo(0.95);
  });

  it('closes the connection at the end of the line', async () => {
    const server = new ScriptedServer();
    const answer = textAt(engineOf(server), 'x;\n‸\n');
    await settle();
    server.received[0]!.send(...chunksOf('foo;\nmore'));
    expect(await answer).toBe('foo;');
    expect(server.received[0]!.isClosed).toBe(true);
    expect(server.received[0]!.request.stop).toEqual([]);
  });

  it('tells the text as it comes', async () => {
    const told: string[] = [];
    const engine = engineOf(new ScriptedServer(() => 'foo(b);\n'));
    await engine.complete(requestAt('x;\n‸\n'), { onText: (text) => told.push(text) });
    expect(told.join('')).toBe('foo(b);');
  });

  it('ends once the confidence is below the threshold, and closes the connection', async () => {
    const server = new ScriptedServer();
    const answer = engineOf(server).complete(requestAt('x;\n‸\n', { eagerness: 'balanced' }));
    await settle();
    server.received[0]!.send({ text: 'b', tokens: [{ text: 'b', logprob: Math.log(0.3) }] });
    expect(await answer).toMatchObject({ text: 'b', stop: 'unsure' });
    expect(server.received[0]!.isClosed).toBe(true);
  });

  it('reports the counts of the server', async () => {
    const server = new ScriptedServer();
    const answer = engineOf(server).complete(requestAt('x;\n‸\n'));
    await settle();
    server.received[0]!.send(...chunksOf('b'), {
      text: '\n',
      tokens: [],
      usage: { promptTokens: 90, cachedTokens: 80 },
    });
    expect((await answer)!.timings).toMatchObject({ promptTokens: 90, reusedTokens: 80 });
  });

  it('tells Generate where the text may end', async () => {
    const engine = engineOf(new ScriptedServer(() => '  foo(b);\n  bar(c);\n}\n'));
    const completion = await engine.complete(requestAt('function a() {\n‸\n}\n', { mode: 'construct' }));
    expect(completion).toMatchObject({ text: '  foo(b);\n  bar(c);', ends: [9, 19] });
  });

  it('gives nothing for picked tokens, whose texts it does not know', async () => {
    expect(await textAt(engineOf(new ScriptedServer(() => 'b\n')), 'a\n‸', { requiredTokens: [1] })).toBeUndefined();
  });
});

describe('several texts', () => {
  const byTemperature = (server: ScriptedServer): unknown[] =>
    server.received.map(({ request: { sampling } }) => [sampling.temperature, sampling.seed]);

  it('are drawn with seeds, and ranked', async () => {
    const server = new ScriptedServer((_prompt, { sampling }) => `${'b'.repeat(sampling.seed! - 4)};\n`);
    const strategy = { kind: 'sample', filters: [{ kind: 'temperature', value: 0.8 }], seed: 5, samples: 3 } as const;
    const completion = await engineOf(server).complete(requestAt('x;\n‸\n', { strategy }));
    expect(byTemperature(server)).toEqual([
      [0.8, 5],
      [0.8, 6],
      [0.8, 7],
    ]);
    expect([completion!.text, ...completion!.others.map(({ text }) => text)].sort()).toEqual(['b;', 'bb;', 'bbb;']);
  });

  it('stand in for beams: the most probable one and samples; the user is told once', async () => {
    const notices: string[] = [];
    const server = new ScriptedServer((_prompt, { sampling }) => (sampling.temperature === 0 ? 'b;\n' : 'c;\n'));
    const engine = engineOf(server, { onNotice: (notice) => notices.push(notice) });
    const strategy = { kind: 'beam', width: 3, lengthPenalty: 0 } as const;
    const completion = await engine.complete(requestAt('x;\n‸\n', { strategy }));
    await engine.complete(requestAt('x;\n‸\n', { strategy }));
    expect([completion!.text, ...completion!.others.map(({ text }) => text)].sort()).toEqual(['b;', 'c;']);
    expect(byTemperature(server).slice(0, 3)).toEqual([
      [0, undefined],
      [0.8, 1],
      [0.8, 2],
    ]);
    expect(notices).toHaveLength(1);
  });
});

describe('a prompt that does not fit', () => {
  const long = Array.from({ length: 400 }, (_, i) => `const name${i} = ${i};\n`).join('');

  it('is sent again, shorter', async () => {
    const overflow = new ServerError('contextOverflow', 'too long', { promptTokens: 4000, contextLength: 2048 });
    const server = new ScriptedServer((prompt) => (prompt.length > 3000 ? overflow : 'b;\n'), { contextLength: 2048 });
    const engine = engineOf(server);
    expect(await textAt(engine, `${long}‸\n`)).toBe('b;');
    expect(server.received).toHaveLength(2);
    // The next one is short at once.
    await textAt(engine, `${long}\n‸\n`);
    expect(server.received).toHaveLength(3);
    expect(engine.state.kind).toBe('ready');
  });
});

describe('a failure', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const unreachable = new ServerError('unreachable', 'Nothing listens.');

  it('is thrown once; then requests are answered with nothing until the connection works again', async () => {
    const states: ServerState['kind'][] = [];
    const server = new ScriptedServer(() => 'b;\n');
    let isDown = true;
    let tries = 0;
    const connect = (): ReturnType<typeof server.connect> => {
      tries++;
      return isDown ? Promise.reject(unreachable) : server.connect();
    };
    const engine = engineOf({ connect }, { onState: ({ kind }) => states.push(kind) });
    await expect(textAt(engine, 'x;\n‸\n')).rejects.toBe(unreachable);
    expect(await textAt(engine, 'x;\n‸\n')).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_300);
    expect(tries).toBe(2);
    expect(await textAt(engine, 'x;\n‸\n')).toBeUndefined();
    isDown = false;
    await vi.advanceTimersByTimeAsync(2_600);
    expect(tries).toBe(3);
    expect(await textAt(engine, 'x;\n‸\n')).toBe('b;');
    expect(states).toEqual(['connecting', 'failed', 'connecting', 'failed', 'connecting', 'ready']);
  });

  it('of a request closes the connection, and pauses grow until a request is answered', async () => {
    const busy = new ServerError('busy', 'The server is busy.');
    let isBusy = true;
    const server = new ScriptedServer(() => (isBusy ? busy : 'b;\n'));
    const engine = engineOf(server);
    await expect(textAt(engine, 'x;\n‸\n')).rejects.toBe(busy);
    expect(engine.state).toMatchObject({ kind: 'failed', error: busy, host: '127.0.0.1:8080' });
    await vi.advanceTimersByTimeAsync(1_300);
    expect(engine.state.kind).toBe('ready');
    await expect(textAt(engine, 'x;\n‸\n')).rejects.toBe(busy);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(engine.state.kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(1_300);
    isBusy = false;
    expect(await textAt(engine, 'x;\n‸\n')).toBe('b;');
  });

  it('waits as long as the server asks', async () => {
    const engine = engineOf({
      connect: () => Promise.reject(new ServerError('busy', 'busy', { retryAfterMs: 20_000 })),
    });
    await expect(engine.ready()).rejects.toThrow('busy');
    const { state } = engine;
    expect(state.kind === 'failed' && state.retryAtMs! - performance.now()).toBeCloseTo(20_000, -1);
  });

  it('of the settings is not tried again before they change', async () => {
    let options: ServerHost['options'] = () => Promise.reject(new Error('no address'));
    const server = new ScriptedServer(() => 'b;\n');
    const engine = engineOf(server, { options: () => options() });
    await expect(engine.ready()).rejects.toThrow('no address');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(engine.state).toMatchObject({ kind: 'failed', host: '' });
    options = () => Promise.resolve(scriptedOptions);
    expect(await engine.reconnect()).toMatchObject({
      model: 'qwen2.5-coder',
      template: 'qwen',
      fillsInTheMiddle: true,
    });
    expect(await textAt(engine, 'x;\n‸\n')).toBe('b;');
  });
});

describe('lines of other files', () => {
  const snippets = [{ path: 'b.ts', text: 'export const b = 1;' }];
  const host: Partial<ServerHost> = { snippets: () => Promise.resolve(snippets) };

  it('are in the prompt in the format of the family, and reported', async () => {
    const server = new ScriptedServer(() => 'b;\n');
    const request = requestAt('x;\n‸\n', { context: { snippets: true } });
    const completion = await engineOf(server, host).complete(request);
    expect(server.prompts[0]).toContain('<|file_sep|>b.ts\nexport const b = 1;\n<|file_sep|>a.ts\n');
    expect(completion!.snippets).toEqual(snippets);
  });

  it('are not in the prompt unless the request asks for them', async () => {
    const server = new ScriptedServer(() => 'b;\n');
    const engine = engineOf(server, host);
    await textAt(engine, 'x;\n‸\n');
    await textAt(engine, 'x;\n‸\n', { context: { snippets: false } });
    for (const prompt of server.prompts) expect(prompt).not.toContain('b.ts');
  });
});

describe('the connection', () => {
  it('is not opened before the first request', () => {
    const connect = vi.fn();
    expect(engineOf({ connect }).state).toEqual({ kind: 'off' });
    expect(connect).not.toHaveBeenCalled();
  });

  it('answers only the newest of the requests that waited for it', async () => {
    const engine = engineOf(new ScriptedServer(() => 'b;\n'));
    const [first, second] = [textAt(engine, 'x;\nc‸\n'), textAt(engine, 'x;\n‸\n')];
    expect([await first, await second]).toEqual([undefined, 'b;']);
  });

  it.each([
    [{ model: 'unknown', template: 'server', fillsInTheMiddle: true }, {}, 'server', true, 'parts'],
    [{ model: 'unknown', template: 'none' }, {}, 'none', false, 'x;\n'],
    [{ model: 'unknown', template: 'none' }, { template: 'starcoder' }, 'starcoder', true, /^<fim_prefix>/],
    [{ model: 'codestral' }, {}, 'codestral', true, /^\[SUFFIX\]/],
  ])('names who makes the prompt: %o %o', async (info, options, template, fillsInTheMiddle, prompt) => {
    const server = new ScriptedServer(() => 'b;\n', info);
    const engine = engineOf(server, { options: () => Promise.resolve({ ...scriptedOptions, ...options }) });
    expect(await engine.ready()).toMatchObject({ template, fillsInTheMiddle });
    await textAt(engine, 'x;\n‸\n');
    expect(server.prompts[0]).toMatch(prompt);
  });

  it('takes prompts of ids where the tokenizer is at hand', async () => {
    const server = new ScriptedServer(() => 'foo;\n');
    const engine = engineOf(server, { tokens: () => ({ ids: [1, 2, 3], piece: 'f' }) });
    expect(await textAt(engine, 'x;\nf‸\n')).toBe('oo;');
    expect(server.received[0]!.request.prompt).toEqual({ kind: 'tokens', ids: [1, 2, 3] });
  });
});
