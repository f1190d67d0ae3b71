import type { ServerOptions } from '../../../src/core/server/serverOptions.js';
import { ServerEngine } from '../../../src/server/serverEngine.js';
import type { ServerHost } from '../../../src/server/serverHost.js';

/** Settings for a server, with the defaults of the extension. */
export const optionsFor = (address: string, changes: Partial<ServerOptions> = {}): ServerOptions => ({
  address,
  headers: {},
  firstByteMs: 30_000,
  silenceMs: 30_000,
  ...changes,
});

/** An engine for a server. */
export const serverEngine = (
  address: string,
  changes: Partial<ServerOptions> = {},
  host: Partial<ServerHost> = {},
): ServerEngine =>
  new ServerEngine({
    options: () => Promise.resolve(optionsFor(address, changes)),
    now: () => performance.now(),
    ...host,
  });
