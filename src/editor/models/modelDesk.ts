import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import { catalogue, type HubModel } from '../../models/catalogue.js';
import type { DamagedRecord } from '../../models/record.js';
import { signalOf } from '../cancellation.js';
import type { ActiveModel } from './activeModel.js';
import type { DownloadEnd, Downloads } from './downloads.js';
import type { ModelList } from './modelItems.js';
import type { ModelPlaces } from './modelPlaces.js';
import { confirmDelete } from './questions.js';
import { tryModel, type TrialParts } from './trial.js';

/** What there is to do with models works with these. */
export interface DeskParts {
  readonly active: ActiveModel;
  readonly places: ModelPlaces;
  readonly downloads: Downloads;
  readonly trial: TrialParts;
  /** The folder of the model that comes with the extension. */
  readonly builtInFolder: string;
  /** Told of what the user can fix while everything else goes on. */
  readonly onProblem: (problem: UserError) => void;
}

/** Everything that can be done with models: try and use, download, pause, delete. */
export class ModelDesk {
  constructor(private readonly parts: DeskParts) {}

  /** What is there and what there could be. No network. */
  async list(): Promise<ModelList> {
    const { active, places, downloads } = this.parts;
    const { store, host } = places;
    const { installed, partial, damaged } = await store.list();
    if (damaged.length > 0) this.parts.onProblem(damagedError(damaged));
    return {
      ...{ installed, partial, catalogue, running: downloads.all, host },
      folderInUse: active.folder,
      isInUse: (folder) => active.isIn(folder),
    };
  }

  /** Uses the model that comes with the extension. */
  useBuiltIn(): Promise<void> {
    return this.use(this.parts.builtInFolder, vscode.l10n.t('the built-in model'), '');
  }

  /**
   * Tries a folder's model out and makes it the one in use. If it cannot be used, the previous one stays in use and the
   * user is told.
   *
   * @param setting what the setting becomes.
   */
  async use(folder: string, title = vscode.l10n.t('the model in {0}', folder), setting = folder): Promise<void> {
    const { active, trial } = this.parts;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Trying out {0}…', title),
      cancellable: true,
    };
    try {
      const tried = await vscode.window.withProgress(options, (_, token) => tryModel(trial, folder, signalOf(token)));
      if (!tried) return;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return this.tellUnusable(folder, error);
    }
    await active.switchTo(setting);
    void vscode.window.showInformationMessage(vscode.l10n.t('Inkling now uses {0}.', title));
  }

  /** Downloads what is missing of a model and uses it. */
  async download(model: HubModel): Promise<void> {
    let end: DownloadEnd;
    try {
      end = await this.parts.downloads.start(model);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return this.tellFailed(model, error);
    }
    if (end.kind === 'done') await this.use(end.folder, model.title);
    if (end.kind === 'stopped') await this.tellStopped(model, end.percent);
  }

  pause(id: string): Promise<void> {
    return this.parts.downloads.pause(id);
  }

  /** Ends a download and deletes what is there of it. */
  async discard(id: string): Promise<void> {
    await this.parts.downloads.pause(id);
    await deleting(() => this.parts.places.store.discard(id));
  }

  /**
   * Asks first, then deletes a downloaded model; if it is in use, the built-in one takes its place.
   *
   * @returns whether it is gone.
   */
  async delete(id: string): Promise<boolean> {
    const { active, places } = this.parts;
    const { store } = places;
    const model = (await store.installed()).find((installed) => installed.id === id);
    const title = catalogue.find((known) => known.id === id)?.title ?? id;
    if (!model || !(await confirmDelete(title, model.sizeBytes, active.isIn(model.folder)))) return false;
    await active.leave(model.folder);
    await deleting(() => store.remove(id));
    return true;
  }

  private async tellUnusable(folder: string, error: UserError): Promise<void> {
    const choose = vscode.l10n.t('Choose Another Model');
    const deleteIt = vscode.l10n.t('Delete Model');
    const { store } = this.parts.places;
    const downloaded = (await store.installed()).find((model) => model.folder === folder);
    const message = vscode.l10n.t('{0} Inkling keeps using the previous model.', error.message);
    const chosen = await vscode.window.showErrorMessage(message, choose, ...(downloaded ? [deleteIt] : []));
    if (chosen === choose) await vscode.commands.executeCommand('inkling.chooseModel');
    if (chosen === deleteIt && downloaded) await this.delete(downloaded.id);
  }

  private async tellStopped(model: HubModel, percent: number): Promise<void> {
    const goOn = vscode.l10n.t('Resume');
    const deleteIt = vscode.l10n.t('Delete Partial Download');
    const message = vscode.l10n.t(
      'The download of {0} is paused at {1}%. To resume it, run "Inkling: Choose Model".',
      model.title,
      percent,
    );
    const chosen = await vscode.window.showInformationMessage(message, goOn, deleteIt);
    if (chosen === goOn) await this.download(model);
    if (chosen === deleteIt) await this.discard(model.id);
  }

  private async tellFailed(model: HubModel, error: UserError): Promise<void> {
    const again = vscode.l10n.t('Try Again');
    const choose = vscode.l10n.t('Choose Another Model');
    const settings = vscode.l10n.t('Open Settings');
    const message = vscode.l10n.t('{0} was not downloaded. {1}', model.title, error.message);
    const chosen = await vscode.window.showErrorMessage(message, again, choose, settings);
    if (chosen === again) await this.download(model);
    if (chosen === choose) await vscode.commands.executeCommand('inkling.chooseModel');
    if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.models');
  }
}

const shownDamaged = 5;

/** One message for all models that are left out of the list. */
function damagedError(damaged: readonly DamagedRecord[]): UserError {
  const shown = damaged.slice(0, shownDamaged).map(({ file, reason }) => `${file} (${reason})`);
  const rest = damaged.length > shownDamaged ? ['…'] : [];
  return new UserError(
    vscode.l10n.t(
      "Some downloaded models aren't listed because Inkling can't read their records: {0}. Download them again, or delete their folders.",
      [...shown, ...rest].join(', '),
    ),
  );
}

/** What cannot be deleted is mostly in use elsewhere. */
async function deleting(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      vscode.l10n.t(
        "The model can't be deleted ({0}). If another window uses it, close that window and try again.",
        reason,
      ),
      { cause: error },
    );
  }
}
