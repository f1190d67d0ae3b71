import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import type { HubModel } from './catalogue.js';
import { DownloadRun, type DownloaderParts, type DownloadOptions } from './downloadRun.js';
import { readState } from './downloadState.js';
import { faultOf } from './faults.js';
import { keepFirstUse } from './firstUse.js';
import { parseMirror } from './mirror.js';
import { bytesThere } from './parts.js';

/** Downloads models from a hub into a store. Keeps nothing in memory from one call to the next. */
export class Downloader {
  constructor(private readonly parts: DownloaderParts) {}

  /**
   * Downloads what is missing of a model. It is seen in the store only once all of it is there and checked.
   *
   * @returns its folder; undefined if it was paused.
   * @throws UserError for whatever the user can fix.
   */
  async download(model: HubModel, options: DownloadOptions): Promise<string | undefined> {
    const { store, mirror } = this.parts;
    const server = parseMirror(mirror);
    const source = { id: model.id, path: 'config.json', host: server.host, folder: store.root };
    try {
      await store.requireOwn(model.id);
      const unlock = await store.lock(model.id, this.parts.lockWaitMs);
      if (!unlock)
        throw new UserError(t('Another window is already downloading {0}. Wait until it finishes.', model.title));
      try {
        const folder = await store.stage(model.id);
        const run = new DownloadRun(this.parts, { model, server, folder }, options);
        await run.run();
        if (options.signal.aborted) return undefined;
        await keepFirstUse(store.root, folder, run.state);
        return await store.install(run.state);
      } finally {
        await this.tidy(model.id);
        await unlock();
      }
    } catch (error) {
      if (options.signal.aborted) return undefined;
      const fault = faultOf(error, source, this.parts.now());
      throw fault && !(error instanceof UserError) ? new UserError(fault.message, { cause: error }) : error;
    }
  }

  /** Deletes a download of which nothing is there; of one whose state cannot be read, that is not known. */
  private async tidy(id: string): Promise<void> {
    const { store } = this.parts;
    const folder = store.stagingOf(id);
    const state = await readState(folder);
    if (state.kind === 'damaged') return;
    const files = state.kind === 'read' ? state.value.files : [];
    const there = await Promise.all(files.map((file) => bytesThere(folder, file)));
    if (there.every((bytes) => bytes === 0)) await store.discardLocked(id);
  }
}
