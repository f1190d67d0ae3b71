import type * as vscode from 'vscode';
import type { ServerAddress } from '../../core/server/serverAddress.js';
import { originOf } from './consents.js';

const prefix = 'server.key ';
const nameOf = (address: ServerAddress): string => prefix + originOf(address);

/**
 * API keys, encrypted by VS Code. Each belongs to one scheme, host and port, so that a key is never sent to another
 * server, nor unencrypted to a server that it was set for with encryption.
 */
export class ApiKeys {
  constructor(private readonly secrets: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'onDidChange'>) {}

  async of(address: ServerAddress): Promise<string | undefined> {
    return this.secrets.get(nameOf(address));
  }

  /** @param key an empty one removes the key. */
  async set(address: ServerAddress, key: string): Promise<void> {
    if (key === '') await this.secrets.delete(nameOf(address));
    else await this.secrets.store(nameOf(address), key);
  }

  /** A key was set or removed, perhaps in another window. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener();
    });
  }
}
