import { afterEach } from 'vitest';
import type { ServerOptions } from '../../../../src/core/server/serverOptions.js';
import { ServerError } from '../../../../src/core/server/serverError.js';
import type { ServerChunk, ServerRequest } from '../../../../src/core/server/serverStream.js';
import { connect } from '../../../../src/server/connect.js';
import type { ServerConnection } from '../../../../src/server/connection.js';
import { startFakeServer, type FakeServer, type FakeServerOptions } from '../../../servers/fake/fakeServer.js';

const open: { dispose(): void | Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.dispose();
});

/** A fake server that is closed after the test. */
export async function fake(options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = await startFakeServer(options);
  open.push({ dispose: () => server.close() });
  return server;
}

/** Settings for a server; the limits are far longer than any test takes. */
export const optionsFor = (address: string, more: Partial<ServerOptions> = {}): ServerOptions => ({
  address,
  headers: {},
  firstByteMs: 20_000,
  silenceMs: 20_000,
  ...more,
});

/** A connection that is disposed after the test. */
export async function connected(address: string, more: Partial<ServerOptions> = {}): Promise<ServerConnection> {
  const connection = await connect(optionsFor(address, more));
  open.push(connection);
  return connection;
}

/** A greedy request. */
export const requestOf = (more: Partial<ServerRequest> = {}): ServerRequest => ({
  prompt: { kind: 'text', text: 'for (const ' },
  maxTokens: 4,
  sampling: { temperature: 0 },
  top: 2,
  stop: [],
  ...more,
});

export const never = new AbortController().signal;

/** All chunks of a stream. */
export async function chunksOf(stream: AsyncIterable<ServerChunk>): Promise<ServerChunk[]> {
  const chunks: ServerChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

/** The error that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<ServerError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServerError)) throw new Error('This is no ServerError.', { cause: error });
  return error;
}

/** Waits until a condition holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
