import { isAbsolute, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { freeBytesOf } from '../../models/diskSpace.js';
import { Downloader } from '../../models/download.js';
import { staleWaitMs } from '../../models/downloadLock.js';
import { expandHome } from '../../models/homePath.js';
import { parseMirror, withoutSecrets } from '../../models/mirror.js';
import { ModelStore } from '../../models/store.js';
import type { Settings } from '../settings.js';

/** Longer silences happen on lines that work. */
const stallMs = 30_000;
/** A modem has seven times as much; at this speed the smallest model of the catalogue would take two days. */
const minSpeed = { minBytesPerSecond: 1000, windowMs: 60_000 };

/** Where models come from and where they go, as the settings say at this moment. */
export class ModelPlaces {
  /** @param storage the folder that VS Code gives the extension. */
  constructor(
    private readonly settings: Settings,
    private readonly storage: string,
  ) {}

  /** @throws UserError if the setting is no address. */
  get server(): URL {
    return parseMirror(this.settings.get('models.mirror'));
  }

  /** The server as people know it, or what the setting has in its place. */
  get host(): string {
    try {
      return this.server.host;
    } catch (error) {
      if (error instanceof UserError) return withoutSecrets(this.settings.get('models.mirror'));
      throw error;
    }
  }

  /** @throws UserError if the setting is no absolute path. */
  get store(): ModelStore {
    const folder = expandHome(this.settings.get('models.folder'));
    if (folder !== '' && !isAbsolute(folder)) {
      throw new UserError(
        vscode.l10n.t(
          'The setting "inkling.models.folder" is "{0}", but it must be the absolute path of a folder. Change or clear it.',
          folder,
        ),
      );
    }
    return new ModelStore(folder === '' ? join(this.storage, 'models') : folder);
  }

  /** A downloader for one download. */
  downloader(): Downloader {
    return new Downloader({
      store: this.store,
      mirror: this.settings.get('models.mirror'),
      strictTls: vscode.workspace.getConfiguration('http').get('proxyStrictSSL', true),
      ...{ stallMs, minSpeed, lockWaitMs: staleWaitMs },
      freeBytes: freeBytesOf,
      wait: (ms, signal) => wait(ms, undefined, { signal }),
      now: () => Date.now(),
      elapsedMs: () => performance.now(),
    });
  }
}
