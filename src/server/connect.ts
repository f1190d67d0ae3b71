import type { ServerOptions } from '../core/server/serverOptions.js';
import type { ConnectParts, ServerConnection } from './connection.js';

/**
 * Finds a server's protocol, models and abilities by probing.
 *
 * @throws ServerError, or UserError for an address that is not usable.
 */
export function connect(_options: ServerOptions, _parts: ConnectParts = {}): Promise<ServerConnection> {
  return Promise.reject(new Error('not written yet'));
}

/**
 * The models that a server offers, in its order.
 *
 * @throws as `connect`.
 */
export function listModels(_options: ServerOptions, _parts: ConnectParts = {}): Promise<readonly string[]> {
  return Promise.reject(new Error('not written yet'));
}
