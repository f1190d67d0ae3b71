import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import type { HubModel } from './catalogue.js';
import { lock } from './downloadLock.js';
import { DownloadRun, type DownloaderParts, type DownloadOptions } from './downloadRun.js';
import { readState } from './downloadState.js';
import { faultOf } from './faults.js';
import { parseMirror } from './mirror.js';
import { bytesThere } from './parts.js';

/** Downloads models from a hub into a store. Keeps nothing in memory from one call to the next. */
export class Downloader {
  constructor(private readonly parts: DownloaderParts) {}

  /**
   * Downloads what is missing of a model. It is seen in the store only once all of it is there and checked.
   *
   * @returns its folder; undefined if it was paused.
   * @throws UserError for whatever the person can mend.
   */
  async download(model: HubModel, options: DownloadOptions): Promise<string | undefined> {
    const { store, mirror } = this.parts;
    const server = parseMirror(mirror);
    const source = { id: model.id, path: 'config.json', host: server.host, folder: store.root };
    try {
      const folder = await store.stage(model.id);
      const unlock = await lock(folder);
      if (!unlock) throw new UserError(t('Another window is downloading {0}. Wait for it to end.', model.title));
      try {
        const run = new DownloadRun(this.parts, model, server, folder, options);
        await run.run();
        if (options.signal.aborted) return undefined;
        await unlock();
        return await store.install(run.state);
      } finally {
        await unlock();
        await this.tidy(model.id, folder);
      }
    } catch (error) {
      if (options.signal.aborted) return undefined;
      const fault = faultOf(error, source, this.parts.now());
      throw fault && !(error instanceof UserError) ? new UserError(fault.message, { cause: error }) : error;
    }
  }

  /** A download of which nothing is there is none. */
  private async tidy(id: string, folder: string): Promise<void> {
    const files = (await readState(folder))?.files ?? [];
    const there = await Promise.all(files.map((file) => bytesThere(folder, file)));
    if (there.every((bytes) => bytes === 0)) await this.parts.store.discard(id);
  }
}
