import { expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { ServerEngine } from '../../../src/server/serverEngine.js';
import { startFakeServer, type FakeServer } from '../../servers/fake/fakeServer.js';
import { serverEngine } from '../../servers/real/serverEngines.js';

const request: CompletionRequest = {
  prefix: 'const a = ',
  suffix: ';\n',
  mode: 'line',
  strategy: { kind: 'greedy' },
  maxTokens: 4,
};

/** An engine that waits for the first answer of a silent server. */
async function connecting(): Promise<{ readonly server: FakeServer; readonly engine: ServerEngine }> {
  const server = await startFakeServer({ fault: 'silence', script: () => 'b' });
  const engine = serverEngine(server.address);
  onTestFinished(async () => {
    engine.dispose();
    await server.close();
  });
  return { server, engine };
}

async function untilAsked({ requests }: FakeServer): Promise<void> {
  while (requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('drops a request that waits for the connection when it is disposed', async () => {
  const { server, engine } = await connecting();
  const ready = engine.ready();
  const completion = engine.complete(request);
  await untilAsked(server);
  engine.dispose();
  expect(await completion).toBeUndefined();
  await expect(ready).rejects.toBeInstanceOf(UserError);
});

it('answers a request that waits for the connection over the one that replaces it', async () => {
  const { server, engine } = await connecting();
  const ready = engine.ready();
  const completion = engine.complete(request);
  await untilAsked(server);
  server.writing.fault = undefined;
  const info = await engine.reconnect();
  expect(await ready).toEqual(info);
  expect((await completion)?.text).toBe('b');
});
