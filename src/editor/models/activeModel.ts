import { relative } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import type { Engine } from '../../engine/engine.js';
import { expandHome } from '../../models/homePath.js';
import { written } from '../menu/write.js';
import type { Settings } from '../settings.js';

type FolderSetting = 'model.folder' | 'draftModel.folder';

/** The model that the settings name, and how another one takes its place. */
export class ActiveModel {
  constructor(
    private readonly engine: Pick<Engine, 'state' | 'ready'>,
    private readonly settings: Settings,
  ) {}

  /** The folder of the model in use; empty for the built-in one. */
  get folder(): string {
    return this.settings.get('model.folder');
  }

  isIn(folder: string): boolean {
    return isSame(this.folder, folder);
  }

  /**
   * Makes a folder's model the one in use; empty for the built-in one.
   *
   * @returns once it is loaded, if one was loaded before.
   * @throws UserError if it does not load; the one before stays in memory then.
   */
  async switchTo(folder: string): Promise<void> {
    await this.set('model.folder', folder);
  }

  /** Sees to it that a folder can be deleted: its model is neither in use nor drafts for the one in use. */
  async leave(folder: string): Promise<void> {
    // The drafter first: it need not fit the built-in model.
    if (isSame(this.settings.get('draftModel.folder'), folder)) await this.set('draftModel.folder', '');
    if (!this.isIn(folder)) return;
    // The draft model of a model that goes would keep the built-in one from loading.
    await this.set('draftModel.folder', '');
    await this.set('model.folder', '');
  }

  private async set(setting: FolderSetting, folder: string): Promise<void> {
    if (this.settings.get(setting) === folder) return;
    const value = folder === '' ? undefined : folder;
    const configuration = vscode.workspace.getConfiguration('inkling');
    await written(configuration.update(setting, value, vscode.ConfigurationTarget.Global));
    if (this.settings.get(setting) !== folder) await this.untilChanged(setting, folder);
    // The change has begun a load, unless the engine has never been needed.
    if (this.engine.state.kind !== 'idle') await this.engine.ready();
  }

  /** VS Code may tell of a change after it was made; of one that something overrides it never does. */
  private untilChanged(setting: FolderSetting, folder: string): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const tooLate = vscode.l10n.t(
        'The setting "{0}" can\'t be changed because another value overrides it. Change it manually.',
        `inkling.${setting}`,
      );
      const timer = setTimeout(() => {
        listener.dispose();
        reject(new UserError(tooLate));
      }, tellsWithinMs);
      const listener = this.settings.onDidChange(() => {
        if (this.settings.get(setting) !== folder) return;
        clearTimeout(timer);
        listener.dispose();
        resolve();
      });
    });
  }
}

const tellsWithinMs = 10_000;

const isSame = (a: string, b: string): boolean => a !== '' && b !== '' && relative(expandHome(a), expandHome(b)) === '';
