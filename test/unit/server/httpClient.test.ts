import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { HttpClient, TimedOut, type HttpAnswer } from '../../../src/server/http/httpClient.js';
import { plainServer } from './support/plainServer.js';
import { never, until } from './support/servers.js';

const limits = { firstByteMs: 20_000, silenceMs: 20_000 };
const clientOf = (host: string): HttpClient =>
  new HttpClient({ base: `http://${host}`, headers: {}, trust: { rejectUnauthorized: true } });

async function textOf(answer: HttpAnswer): Promise<string> {
  let text = '';
  for await (const bytes of answer.body()) text += bytes.toString();
  return text;
}

describe('HttpClient', () => {
  it('sends a request again when the server closes the kept connection just then', async () => {
    const answered = new Map<unknown, number>();
    const host = await plainServer((request, response) => {
      const count = (answered.get(request.socket) ?? 0) + 1;
      answered.set(request.socket, count);
      if (count > 1) request.socket.destroy();
      else response.end('ok');
    });
    const client = clientOf(host);
    for (let i = 0; i < 2; i++) {
      expect(await textOf(await client.send({ path: '/', signal: never, limits, json: { i } }))).toBe('ok');
    }
    expect([...answered.values()]).toEqual([2, 1]);
    client.dispose();
  });

  it('leaves a kept connection to the next request when an earlier one is aborted late', async () => {
    const sockets = new Set<unknown>();
    const host = await plainServer((request, response) => {
      sockets.add(request.socket);
      setTimeout(() => response.end('ok'), 50);
    });
    const client = clientOf(host);
    const earlier = new AbortController();
    await textOf(await client.send({ path: '/', signal: earlier.signal, limits }));
    const next = client.send({ path: '/', signal: never, limits });
    earlier.abort();
    expect(await textOf(await next)).toBe('ok');
    expect(sockets.size).toBe(1);
    client.dispose();
  });

  it('leaves no listener at the signal of a request that is over', async () => {
    const host = await plainServer((_, response) => response.end('ok'));
    const client = clientOf(host);
    const { signal } = new AbortController();
    for (let i = 0; i < 3; i++) await textOf(await client.send({ path: '/', signal, limits }));
    (await client.send({ path: '/', signal, limits })).discard();
    await until(() => getEventListeners(signal, 'abort').length === 0);
    client.dispose();
  });

  it('limits the pauses of a body, not its length', async () => {
    const host = await plainServer((_, response) => {
      let parts = 0;
      const timer = setInterval(() => {
        response.write('x');
        if (++parts < 10) return;
        clearInterval(timer);
        response.end();
      }, 100);
    });
    const client = clientOf(host);
    const answer = await client.send({ path: '/', signal: never, limits: { firstByteMs: 5000, silenceMs: 900 } });
    expect(await textOf(answer)).toBe('x'.repeat(10));
    client.dispose();
  });

  it('counts the time to the first byte of the body, not of the headers', async () => {
    const host = await plainServer((_, response) => response.flushHeaders());
    const client = clientOf(host);
    const answer = await client.send({ path: '/', signal: never, limits: { firstByteMs: 300, silenceMs: 20_000 } });
    await expect(textOf(answer)).rejects.toEqual(new TimedOut('firstByte', 300));
    client.dispose();
  });

  it('does not send a request that is aborted already', async () => {
    const reason = new Error('too late');
    await expect(clientOf('127.0.0.1:1').send({ path: '/', signal: AbortSignal.abort(reason), limits })).rejects.toBe(
      reason,
    );
  });
});
