import * as vscode from 'vscode';
import { sizeText } from '../../core/sizeText.js';
import type { HubModel } from '../../models/catalogue.js';
import { pageUrl } from '../../models/mirror.js';
import type { Reporter } from '../reporter.js';
import type { Downloads } from './downloads.js';
import { modelItems, type ModelChoice, type RowAction } from './modelItems.js';
import { ModelPick } from './modelPick.js';
import type { ModelDesk } from './modelDesk.js';
import type { ModelPlaces } from './modelPlaces.js';
import { ask, askDownload, askForFolder } from './questions.js';

/** "Inkling: Choose Model": the list of models and what can be done with each, all of it by keys as well. */
export class ModelChooser {
  constructor(
    private readonly desk: ModelDesk,
    private readonly downloads: Pick<Downloads, 'onDidChange'>,
    private readonly places: ModelPlaces,
    private readonly reporter: Reporter,
  ) {}

  /** Shows the list. Resolves once it is drawn. */
  async show(): Promise<void> {
    const pick = new ModelPick({
      items: async () => modelItems(await this.desk.list()),
      onDidChange: this.downloads.onDidChange,
      onChoose: (choice) => void this.safely(() => this.choose(choice)),
      onAction: (action, choice) => void this.safely(() => this.act(action, choice)),
      onError: (error) => this.tell(error),
    });
    await this.safely(() => pick.show());
  }

  private async choose(choice: ModelChoice): Promise<void> {
    switch (choice.kind) {
      case 'builtIn':
        return this.desk.useBuiltIn();
      case 'installed':
        return this.takeInstalled(choice);
      case 'folder':
        return openFolder(choice.folder);
      case 'browse': {
        const folder = await askForFolder();
        return folder === undefined ? undefined : this.desk.use(folder);
      }
      case 'delete':
        return this.chooseToDelete();
      case 'running':
        return this.stepsOfRunning(choice.model);
      case 'partial':
        return this.stepsOfPartial(choice);
      case 'hub':
        return this.askAndDownload(choice.model);
    }
  }

  private async act(action: RowAction, choice: ModelChoice): Promise<unknown> {
    if (action === 'open' && choice.kind === 'installed') return openFolder(choice.model.folder);
    if (action === 'delete' && choice.kind === 'installed') return this.deleteAndShow(choice.model.id);
    if (action === 'discard' && choice.kind === 'partial') return this.desk.discard(choice.partial.id);
    if (action === 'pause' && choice.kind === 'running') return this.desk.pause(choice.model.id);
    if (action === 'page' && choice.kind === 'hub') return this.openPage(choice.model);
    return undefined;
  }

  private openPage({ id }: HubModel): Thenable<boolean> {
    const page = pageUrl(this.places.server, id);
    return vscode.env.openExternal(vscode.Uri.parse(page.href));
  }

  private async askAndDownload(model: HubModel): Promise<void> {
    const { store, server } = this.places;
    const step = await askDownload(model, server, store.folderOf(model.id));
    if (step === 'download') await this.desk.download(model);
    if (step === 'page') await this.openPage(model);
    if (step === 'folder') {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'inkling.models.folder');
    }
    if (step === 'back') await this.show();
  }

  private async takeInstalled({ model, title }: ModelChoice & { kind: 'installed' }): Promise<void> {
    const { isInUse } = await this.desk.list();
    if (!isInUse(model.folder)) return this.desk.use(model.folder, title);
    const step = await ask(title, vscode.l10n.t('This model is in use. Choose an action'), [
      { label: `$(folder-opened) ${vscode.l10n.t('Open folder')}`, step: 'open' },
      { label: `$(trash) ${vscode.l10n.t('Delete')}`, step: 'delete' },
    ]);
    if (step === 'open') await openFolder(model.folder);
    if (step === 'delete') await this.deleteAndShow(model.id);
  }

  private async chooseToDelete(): Promise<void> {
    const { installed, catalogue } = await this.desk.list();
    const steps = installed.map(({ id, sizeBytes }) => ({
      label: catalogue.find((model) => model.id === id)?.title ?? id,
      description: sizeText(sizeBytes),
      step: id,
    }));
    const id = await ask(vscode.l10n.t('Delete Downloaded Model'), vscode.l10n.t('Choose the model to delete'), steps);
    if (id !== undefined) await this.deleteAndShow(id);
  }

  private async deleteAndShow(id: string): Promise<void> {
    await this.desk.delete(id);
    await this.show();
  }

  private async stepsOfRunning({ id, title }: HubModel): Promise<void> {
    const step = await ask(title, whatNext(), [
      { label: `$(debug-pause) ${vscode.l10n.t('Pause the download')}`, step: 'pause' },
      { label: `$(trash) ${vscode.l10n.t('Cancel and delete the partial download')}`, step: 'cancel' },
    ]);
    if (step === 'pause') await this.desk.pause(id);
    if (step === 'cancel') await this.desk.discard(id);
  }

  private async stepsOfPartial({ partial, model, title }: ModelChoice & { kind: 'partial' }): Promise<void> {
    if (partial.isBusy) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Another window is downloading {0}.', title));
      return;
    }
    const goOn = { label: `$(debug-continue) ${vscode.l10n.t('Resume the download')}`, step: 'resume' } as const;
    const discard = { label: `$(trash) ${vscode.l10n.t('Delete the partial download')}`, step: 'discard' } as const;
    const step = await ask<'resume' | 'discard'>(title, whatNext(), model ? [goOn, discard] : [discard]);
    if (step === 'resume' && model) await this.desk.download(model);
    if (step === 'discard') await this.desk.discard(partial.id);
  }

  private async safely(task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.tell(error);
    }
  }

  private tell(error: unknown): void {
    // The user asked again: earlier messages may be shown again.
    this.reporter.forget();
    this.reporter.error(error);
  }
}

const whatNext = (): string => vscode.l10n.t('Choose an action');

/** Shows a folder in the system's file manager; where there is none at hand, its path. */
async function openFolder(folder: string): Promise<void> {
  const isElsewhere = vscode.env.uiKind === vscode.UIKind.Web || vscode.env.remoteName !== undefined;
  if (!isElsewhere) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(folder));
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  const message = vscode.l10n.t('The model is in {0}, on the machine where Inkling runs.', folder);
  if ((await vscode.window.showInformationMessage(message, copy)) === copy)
    await vscode.env.clipboard.writeText(folder);
}
