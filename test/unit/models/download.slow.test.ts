import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { endAfter, slowly } from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, run } from './support/downloads.js';

const graph = 'onnx/model.onnx';

/** A clock that goes on by so much whenever it is asked: a double, since minutes would be the length of these tests. */
function clock(stepMs: number): () => number {
  let nowMs = 0;
  return () => (nowMs += stepMs);
}

test('gives up a slow connection after a few tries, and keeps what arrived', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, ...Array.from({ length: 9 }, () => slowly(100, 1)));
  const tiny = downloaderOfTest(hub, { elapsedMs: clock(20_000) });
  await expect(run(tiny)).rejects.toThrow(
    /The download from 127\.0\.0\.1:\d+ is too slow: .* sends less than 1\.0 kB\/s\..*The partial download was kept/,
  );
  expect(tiny.waits).toEqual([1000, 2000]);
  expect((await tiny.store.list()).partial).toMatchObject([{ isBusy: false }]);
});

test('gives up when the connection breaks after a few bytes each time', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, ...Array.from({ length: 30 }, () => endAfter(10)));
  const tiny = downloaderOfTest(hub);
  await expect(run(tiny)).rejects.toThrow(/failed repeatedly/);
  expect(tiny.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
});

/** A server that does with each connection whatever a test wants. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

/** Writes the same again and again, until the connection ends. */
function repeat(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.on('close', () => clearInterval(timer));
}

const stallMs = 300;

test.each<[string, 'http' | 'https', (socket: Socket) => void]>([
  ['a TLS handshake that hangs', 'https', () => undefined],
  ['a server that reads and says nothing', 'http', (socket) => socket.resume()],
  [
    'headers that never end',
    'http',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      repeat(socket, 'x-more: 1\r\n');
    },
  ],
  ['interim answers that never end', 'http', (socket) => repeat(socket, 'HTTP/1.1 102 Processing\r\n\r\n')],
])('%s counts as no answer', async (_, scheme, onConnection) => {
  const port = await rawServer(onConnection);
  const tiny = downloaderOfTest({ address: `${scheme}://127.0.0.1:${port}` }, { stallMs });
  await expect(run(tiny)).rejects.toThrow(/did not respond/);
  expect(tiny.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
});

test('treats a body of framing only as silence', async () => {
  // A chunk's extensions are bytes, but none of the file.
  const port = await rawServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5;');
      repeat(socket, 'x');
    });
  });
  const hub = await hubOfTest();
  hub.misbehave('GET config.json', ({ response }) => {
    response.writeHead(302, { location: `http://127.0.0.1:${port}/x` }).end();
  });
  const tiny = downloaderOfTest(hub, { stallMs, wait: () => Promise.reject(new Error('tried again')) });
  await expect(run(tiny)).rejects.toThrow('tried again');
});
