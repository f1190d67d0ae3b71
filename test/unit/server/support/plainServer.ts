import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach } from 'vitest';
import type { SelfSigned } from '../../../servers/fake/selfSigned.js';

const servers: http.Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
});

/** Options of a server on loopback. */
export interface PlainServerOptions {
  readonly tls?: SelfSigned;
  /** `127.0.0.1` if absent. */
  readonly host?: string;
}

/**
 * Starts a server of any behaviour, for answers that no inference server gives; it is closed after the test.
 *
 * @returns its host and port.
 */
export async function plainServer(listener: RequestListener, options: PlainServerOptions = {}): Promise<string> {
  const { tls, host = '127.0.0.1' } = options;
  const server = tls
    ? https.createServer({ key: tls.key, cert: tls.certificate }, listener)
    : http.createServer(listener);
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  return `${host}:${portOf(server)}`;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
