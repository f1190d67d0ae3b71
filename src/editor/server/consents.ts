import type * as vscode from 'vscode';
import type { ServerAddress } from '../../core/server/serverAddress.js';

/** Scheme, host and port of a server: the unit of consent and of API keys, as of a browser's origins. */
export const originOf = ({ base }: ServerAddress): string => new URL(base).origin;

const memoryKey = 'server.consents';

/** The servers on other machines to which the user has allowed code to be sent, by scheme, host and port. */
export class Consents {
  /** @param memory VS Code's state of the extension, which no workspace can change. */
  constructor(private readonly memory: Pick<vscode.Memento, 'get' | 'update'>) {}

  /** Whether code may be sent to an address: always on this machine, otherwise once the user has agreed. */
  allows(address: ServerAddress): boolean {
    return address.isLocal || this.all.includes(originOf(address));
  }

  async grant(address: ServerAddress): Promise<void> {
    if (this.allows(address)) return;
    await this.memory.update(memoryKey, [...this.all, originOf(address)]);
  }

  async revoke(address: ServerAddress): Promise<void> {
    const origin = originOf(address);
    await this.memory.update(
      memoryKey,
      this.all.filter((other) => other !== origin),
    );
  }

  private get all(): readonly string[] {
    return this.memory.get<readonly string[]>(memoryKey, []);
  }
}
