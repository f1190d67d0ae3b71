import { describe, expect, it, vi } from 'vitest';
import type { ServerRequest } from '../../../src/core/server/serverStream.js';
import { engineOf, prefixOf, requestAt, settle, textAt } from './support/scriptedEngine.js';
import { chunksOf, ScriptedServer } from './support/scriptedServer.js';

describe('token healing', () => {
  it('asks from the start of the word and requires what is typed', async () => {
    const server = new ScriptedServer(() => ' forEach(b);\n');
    expect(await textAt(engineOf(server), 'const a = fo‸\n')).toBe('rEach(b);');
    expect(server.prompts.map(prefixOf)).toEqual(['const a =']);
  });

  it('asks with the word in the prompt where the model writes another one', async () => {
    const server = new ScriptedServer((prompt) => (prefixOf(prompt).endsWith('fo') ? 'o(b);\n' : ' bar(b);\n'));
    expect(await textAt(engineOf(server), 'const a = fo‸\n')).toBe('o(b);');
    expect(server.prompts.map(prefixOf)).toEqual(['const a =', 'const a = fo']);
  });

  it('does not ask from the start of the word again for the next key', async () => {
    const server = new ScriptedServer((prompt) => (prefixOf(prompt).includes('fo') ? 'x\n' : ' bar(b);\n'));
    const engine = engineOf(server);
    await textAt(engine, 'const a = fo‸\n');
    await textAt(engine, 'const a = foo‸\n');
    expect(server.prompts.map(prefixOf)).toEqual(['const a =', 'const a = fo', 'const a = foo']);
  });
});

describe('token healing by llama.cpp', () => {
  const answer = (_prompt: string, { begin = '' }: ServerRequest): string => `${begin}o(b);\n`;

  it('makes the server spell what is typed', async () => {
    const server = new ScriptedServer(answer, { dialect: 'llama.cpp' });
    expect(await textAt(engineOf(server), 'const a = fo‸\n')).toBe('o(b);');
    expect(server.prompts.map(prefixOf)).toEqual(['const a =']);
    expect(server.received[0]!.request.begin).toBe(' fo');
  });

  it('asks from the start of the word again when another one is typed', async () => {
    const server = new ScriptedServer(answer, { dialect: 'llama.cpp' });
    const engine = engineOf(server);
    await textAt(engine, 'const a = fo‸\n');
    expect(await textAt(engine, 'const a = b‸\n')).toBe('o(b);');
    expect(server.prompts.map(prefixOf)).toEqual(['const a =', 'const a =']);
  });

  it('holds for samples, too', async () => {
    const server = new ScriptedServer(answer, { dialect: 'llama.cpp' });
    const strategy = { kind: 'sample', filters: [], seed: 5, samples: 2 } as const;
    expect(await textAt(engineOf(server), 'const a = fo‸\n', { strategy })).toBe('o(b);');
    expect(server.received.map(({ request }) => request.begin)).toEqual([' fo', ' fo']);
  });
});

describe('a running stream', () => {
  it('is read on while it matches what is typed', async () => {
    const server = new ScriptedServer();
    const engine = engineOf(server);
    const first = textAt(engine, 'x;\n‸\n');
    await settle();
    server.received[0]!.send(...chunksOf('foo'));
    await settle();
    const second = engine.complete(requestAt('x;\nf‸\n'));
    await settle();
    server.received[0]!.send(...chunksOf('(b);\n'));
    expect(await first).toBeUndefined();
    expect(await second).toMatchObject({ text: 'oo(b);' });
    expect(server.received).toHaveLength(1);
  });

  it('may have fewer characters than were typed since', async () => {
    const server = new ScriptedServer();
    const engine = engineOf(server);
    void textAt(engine, 'x;\n‸\n');
    await settle();
    server.received[0]!.send(...chunksOf('f'));
    const second = textAt(engine, 'x;\nfoo‸\n');
    await settle();
    server.received[0]!.send(...chunksOf('oo(b);\n'));
    expect(await second).toBe('(b);');
    expect(server.received).toHaveLength(1);
  });

  it('is closed at once when another text is typed', async () => {
    const server = new ScriptedServer();
    const engine = engineOf(server);
    void textAt(engine, 'x;\n‸\n');
    await settle();
    server.received[0]!.send(...chunksOf('foo'));
    await settle();
    void textAt(engine, 'x;\nb‸\n');
    await settle();
    expect(server.received[0]!.isClosed).toBe(true);
    expect(server.received).toHaveLength(2);
  });

  it('is replaced when it turns out to write something else', async () => {
    const server = new ScriptedServer();
    const engine = engineOf(server);
    void textAt(engine, 'x;\n‸\n');
    await settle();
    const second = textAt(engine, 'x;\nb‸\n');
    await settle();
    expect(server.received).toHaveLength(1);
    server.received[0]!.send(...chunksOf('foo'));
    await settle();
    server.received[1]!.send(...chunksOf('ar\n'));
    expect(await second).toBe('ar');
    expect(prefixOf(server.prompts[1]!)).toBe('x;\nb');
  });

  it('is not read on for another file or other text after the cursor', async () => {
    const server = new ScriptedServer(() => 'foo(b);\n');
    const engine = engineOf(server);
    await textAt(engine, 'x;\n‸\n');
    await textAt(engine, 'x;\n‸;\n');
    await textAt(engine, 'x;\n‸\n', { path: 'b.ts' });
    expect(server.received).toHaveLength(3);
    await textAt(engine, 'x;\n‸\n', { path: 'b.ts' });
    expect(server.received).toHaveLength(3);
  });

  it('is closed a moment after its request is cancelled', async () => {
    const server = new ScriptedServer();
    const cancel = new AbortController();
    const answer = engineOf(server).complete(requestAt('x;\n‸\n'), { signal: cancel.signal });
    await settle();
    cancel.abort();
    expect(await answer).toBeUndefined();
    await vi.waitFor(() => expect(server.received[0]!.isClosed).toBe(true));
  });

  it('is closed by dispose', async () => {
    const server = new ScriptedServer();
    const engine = engineOf(server);
    const answer = textAt(engine, 'x;\n‸\n');
    await settle();
    engine.dispose();
    expect(await answer).toBeUndefined();
    expect([server.received[0]!.isClosed, server.isDisposed, engine.state.kind]).toEqual([true, true, 'off']);
  });
});
