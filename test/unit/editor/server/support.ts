import type { Memento } from 'vscode';
import { parseServerAddress, type ServerAddress } from '../../../../src/core/server/serverAddress.js';

/** An address that is usable. */
export function address(text: string): ServerAddress {
  const parsed = parseServerAddress(text);
  if (typeof parsed === 'string') throw new Error(`${text} is ${parsed}`);
  return parsed;
}

/** VS Code's state of an extension, in memory. */
export function memory(): Pick<Memento, 'get' | 'update'> {
  const values = new Map<string, unknown>();
  return {
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as Pick<Memento, 'get' | 'update'>;
}

/** VS Code's secret storage, in memory. */
export class Secrets {
  readonly values = new Map<string, string>();
  private readonly listeners: ((event: { key: string }) => void)[] = [];

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    return this.tell(key);
  }

  delete(key: string): Promise<void> {
    this.values.delete(key);
    return this.tell(key);
  }

  readonly onDidChange = (listener: (event: { key: string }) => void): { dispose(): void } => {
    this.listeners.push(listener);
    return { dispose: () => undefined };
  };

  private tell(key: string): Promise<void> {
    for (const listener of this.listeners) listener({ key });
    return Promise.resolve();
  }
}
