import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { redirectTo, status } from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, model, run } from './support/downloads.js';
import { selfSigned } from './support/selfSigned.js';

const https = () => hubOfTest({ tls: selfSigned('127.0.0.1') });

test('names an untrusted certificate at once, with the next step', async () => {
  const tiny = downloaderOfTest(await https());
  await expect(run(tiny)).rejects.toThrow(
    /certificate of 127\.0\.0\.1:\d+ isn't trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*"http\.proxyStrictSSL"/,
  );
  expect(tiny.waits).toEqual([]);
});

test('accepts an untrusted certificate when the user has disabled the check', async () => {
  const tiny = downloaderOfTest(await https(), { strictTls: false });
  expect(await run(tiny)).toBeDefined();
});

test('follows no redirect from an encrypted connection to an unencrypted one', async () => {
  const [hub, open] = [await https(), await hubOfTest()];
  hub.misbehave('HEAD config.json', redirectTo(`${open.address}/maker/tiny/resolve/main/config.json`));
  await expect(run(downloaderOfTest(hub, { strictTls: false }))).rejects.toThrow(
    /because the connection isn't encrypted/,
  );
  expect(open.asked).toEqual([]);
});

test('names the server when its name is unknown', async () => {
  const tiny = downloaderOfTest({ address: 'http://hub.invalid' });
  await expect(run(tiny)).rejects.toThrow(
    /hub\.invalid cannot be found \((ENOTFOUND|EAI_AGAIN)\)\. Check the network connection.*"http\.proxy"/,
  );
  expect(tiny.waits).toEqual([1000, 2000]);
});

test('names the server when it cannot be reached', async () => {
  // A port that was free a moment ago.
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
  const tiny = downloaderOfTest({ address: `http://127.0.0.1:${port}` });
  await expect(run(tiny)).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/);
  expect(tiny.waits).toEqual([1000, 2000]);
});

test.each(['huggingface.co', 'ftp://hub.test', 'javascript:alert(1)'])('rejects the mirror %j', async (mirror) => {
  await expect(run(downloaderOfTest({ address: mirror }))).rejects.toThrow(
    /isn't a valid download server\. Enter an address that starts with https:/,
  );
});

test('waits as long as the server asks', async () => {
  const hub = await hubOfTest();
  hub.misbehave('HEAD config.json', status(429, { 'retry-after': '7' }), status(503));
  const inAMinute = (): string => new Date(Date.now() + 60_000).toUTCString();
  hub.misbehave('GET config.json', ({ response }) => {
    response.writeHead(429, { 'retry-after': inAMinute() }).end();
  });
  const tiny = downloaderOfTest(hub);
  expect(await run(tiny)).toBeDefined();
  const [seconds, unsaid, date] = tiny.waits;
  expect([seconds, unsaid]).toEqual([7000, 2000]);
  expect(date).toBeGreaterThan(50_000);
  expect(date).toBeLessThanOrEqual(60_000);
});

test.each(['9'.repeat(400), '99999999999', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
  'stops and names no number of minutes when a server asks for more than a day: %s',
  async (retryAfter) => {
    const hub = await hubOfTest();
    hub.misbehave('HEAD config.json', status(429, { 'retry-after': retryAfter }));
    const tiny = downloaderOfTest(hub);
    await expect(run(tiny)).rejects.toThrow(/is busy \(429\)\. Try again later\.$/);
    expect(tiny.waits).toEqual([]);
  },
);

test.each(['-5', 'soon', '', '1e9', '0', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
  'makes the usual pause when a server asks for the time %j',
  async (retryAfter) => {
    const hub = await hubOfTest();
    hub.misbehave('HEAD config.json', status(503, { 'retry-after': retryAfter }));
    const tiny = downloaderOfTest(hub);
    expect(await run(tiny)).toBeDefined();
    expect(tiny.waits).toEqual([1000]);
  },
);

test('doubles the pauses', async () => {
  const hub = await hubOfTest();
  hub.misbehave('HEAD config.json', ...Array.from({ length: 5 }, () => status(500)));
  const tiny = downloaderOfTest(hub);
  expect(await run(tiny)).toBeDefined();
  expect(tiny.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
});

test('ends the pause between two tries when the user pauses the download', async () => {
  const hub = await hubOfTest();
  hub.misbehave('HEAD config.json', status(500));
  const pause = new AbortController();
  const tiny = downloaderOfTest(hub, {
    wait: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        pause.abort();
      }),
  });
  expect(await tiny.downloader.download(model, { signal: pause.signal })).toBeUndefined();
});
