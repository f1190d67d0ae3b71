import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import type { EngineChoice } from '../../core/engines/engineRouter.js';
import { UserError } from '../../core/errors.js';
import type { ServerAddress } from '../../core/server/serverAddress.js';
import type { ServerOptions } from '../../core/server/serverOptions.js';
import { expandHome } from '../../models/homePath.js';
import { addressOf } from '../../server/address.js';
import type { Settings } from '../settings.js';
import type { ApiKeys } from './apiKeys.js';
import type { Consents } from './consents.js';

/** Parts of the settings that a user who connects has just entered, in place of the stored ones. */
export interface EnteredOptions {
  readonly address: string;
  readonly apiKey?: string;
  readonly model?: string;
}

/** The settings of the server as they are at the moment, and whether code may be sent to it. */
export class ServerSettings {
  constructor(
    private readonly settings: Settings,
    private readonly keys: ApiKeys,
    private readonly consents: Consents,
  ) {}

  /** The setting. */
  get chosen(): EngineChoice {
    return this.settings.get('engine');
  }

  /** The setting, or the built-in engine alone while the server must not be asked. */
  get choice(): EngineChoice {
    return this.problem === undefined ? this.chosen : 'builtIn';
  }

  /** The address as the user entered it. */
  get addressText(): string {
    return this.settings.get('server.address');
  }

  /** The setting; empty for the server's first model. */
  get model(): string {
    return this.settings.get('server.model');
  }

  /** @throws UserError if it is not usable. */
  get address(): ServerAddress {
    return addressOf(this.addressText);
  }

  /** The host to display; undefined if the address is not usable. */
  get host(): string | undefined {
    try {
      return this.address.host;
    } catch {
      return undefined;
    }
  }

  /** Why the server that the settings choose must not be asked; undefined if it may, or is not chosen. */
  get problem(): UserError | undefined {
    if (this.chosen === 'builtIn') return undefined;
    try {
      this.requireConsent(this.address);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }

  /**
   * The options of a connection by the settings.
   *
   * @throws UserError if a setting is not usable, or the user has not allowed to send code there.
   */
  async options(): Promise<ServerOptions> {
    const { address } = this;
    this.requireConsent(address);
    const apiKey = await this.keys.of(address);
    return this.optionsWith({
      address: this.addressText,
      ...(apiKey === undefined ? {} : { apiKey }),
      model: this.model,
    });
  }

  /** The options with what the user has entered. @throws UserError if another setting is not usable. */
  optionsWith({ address, apiKey, model = '' }: EnteredOptions): ServerOptions {
    const dialect = this.settings.get('server.dialect');
    const certificateFile = this.certificateFile;
    const template = this.settings.get('server.template');
    const timeoutMs = 1000 * this.settings.get('server.timeout');
    return {
      address,
      ...(dialect === 'auto' ? {} : { dialect }),
      ...(model === '' ? {} : { model }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(template === 'auto' ? {} : { template }),
      headers: this.settings.get('server.headers'),
      ...(certificateFile === undefined ? {} : { certificateFile }),
      strictTls: vscode.workspace.getConfiguration('http').get('proxyStrictSSL', true),
      firstByteMs: timeoutMs,
      silenceMs: timeoutMs,
    };
  }

  private get certificateFile(): string | undefined {
    const file = expandHome(this.settings.get('server.certificateFile'));
    if (file === '') return undefined;
    if (isAbsolute(file)) return file;
    throw new UserError(
      vscode.l10n.t(
        'The setting "inkling.server.certificateFile" is "{0}", but it must be the absolute path of a file. Change or clear it.',
        file,
      ),
    );
  }

  private requireConsent(address: ServerAddress): void {
    if (this.consents.allows(address)) return;
    throw new UserError(
      vscode.l10n.t(
        'Inkling does not use the server {0}, because you have not allowed it to send code there. To allow it, run "Inkling: Connect to Server".',
        address.host,
      ),
    );
  }
}
