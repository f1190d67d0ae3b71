import { basename } from 'node:path';
import * as vscode from 'vscode';
import { sizeText } from '../../core/sizeText.js';
import { memoryBytesFor, type GoodAt, type HubModel } from '../../models/catalogue.js';
import type { InstalledModel, PartialModel } from '../../models/storedModels.js';
import type { RunningDownload } from './downloads.js';
import { percentOf, progressText } from './progressTexts.js';

/** The action or model of a row. */
export type ModelChoice =
  | { readonly kind: 'builtIn' }
  | { readonly kind: 'installed'; readonly model: InstalledModel; readonly title: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'browse' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'running'; readonly model: HubModel }
  /** `model` is absent if the catalogue has it no more. */
  | { readonly kind: 'partial'; readonly partial: PartialModel; readonly model?: HubModel; readonly title: string }
  | { readonly kind: 'hub'; readonly model: HubModel };

/** What a button at the end of a row does. */
export type RowAction = 'open' | 'delete' | 'discard' | 'pause' | 'page';

export interface RowButton extends vscode.QuickInputButton {
  readonly action: RowAction;
}

/** A row; separators have no choice. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly choice?: ModelChoice;
  readonly buttons?: readonly RowButton[];
}

/** Everything that the list shows. */
export interface ModelList {
  readonly installed: readonly InstalledModel[];
  readonly partial: readonly PartialModel[];
  readonly running: readonly RunningDownload[];
  readonly catalogue: readonly HubModel[];
  /** The folder of the model in use; empty for the built-in one. */
  readonly isInUse: (folder: string) => boolean;
  readonly folderInUse: string;
  /** Where the catalogue's models come from. */
  readonly host: string;
}

const button = (action: RowAction, icon: string, tooltip: string): RowButton => ({
  action,
  iconPath: new vscode.ThemeIcon(icon),
  tooltip,
});

/** About how much memory a model takes, in tenths of a gigabyte: it is known no better. */
export const memoryText = ({ downloadBytes }: HubModel): string =>
  vscode.l10n.t('{0} GB memory', (memoryBytesFor(downloadBytes) / 1e9).toFixed(1));

const separator = (label: string): ModelItem => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** One word after the other, as the list's columns have them. */
const joined = (...parts: (string | false)[]): string => parts.filter((part) => part !== false).join(' · ');

const nameOf = (id: string, models: readonly HubModel[]): string =>
  models.find((model) => model.id === id)?.title ?? basename(id);

function languagesText(languages: GoodAt): string {
  switch (languages) {
    case 'code':
      return vscode.l10n.t('most languages');
    case 'prose':
      return vscode.l10n.t('English prose, some code');
    default:
      return languages;
  }
}

/** Short, since a row shows no more than some sixty letters of it. */
const facts = (model: HubModel): string =>
  joined(
    model.fillsInTheMiddle
      ? vscode.l10n.t('uses code after the cursor')
      : vscode.l10n.t("can't use code after the cursor"),
    languagesText(model.languages),
    memoryText(model),
  );

function onThisMachine(list: ModelList): ModelItem[] {
  const { installed, folderInUse, isInUse, catalogue } = list;
  const inUse = vscode.l10n.t('in use');
  const icon = (isUsed: boolean): string => (isUsed ? '$(check)' : '$(package)');
  const rows: ModelItem[] = [
    {
      label: `${icon(folderInUse === '')} ${vscode.l10n.t('Built-in model')}`,
      description: joined(vscode.l10n.t('included with Inkling'), folderInUse === '' && inUse),
      choice: { kind: 'builtIn' },
    },
  ];
  for (const model of installed) {
    const isUsed = isInUse(model.folder);
    const title = nameOf(model.id, catalogue);
    const known = catalogue.find(({ id }) => id === model.id);
    rows.push({
      label: `${icon(isUsed)} ${title}`,
      description: joined(sizeText(model.sizeBytes), isUsed && inUse),
      ...(known ? { detail: facts(known) } : {}),
      buttons: [
        button('open', 'folder-opened', vscode.l10n.t('Open Folder')),
        button('delete', 'trash', vscode.l10n.t('Delete')),
      ],
      choice: { kind: 'installed', model, title },
    });
  }
  if (folderInUse !== '' && !installed.some(({ folder }) => isInUse(folder))) {
    rows.push({
      label: `${icon(true)} ${basename(folderInUse)}`,
      description: inUse,
      detail: folderInUse,
      choice: { kind: 'folder', folder: folderInUse },
    });
  }
  rows.push({ label: `$(folder) ${vscode.l10n.t('Select a folder on this machine…')}`, choice: { kind: 'browse' } });
  if (installed.length > 0) {
    rows.push({ label: `$(trash) ${vscode.l10n.t('Delete a downloaded model…')}`, choice: { kind: 'delete' } });
  }
  return rows;
}

function partialText({ isBusy, mayBeBusy, doneBytes, totalBytes }: PartialModel): string {
  if (isBusy) return vscode.l10n.t('another window is downloading it');
  if (mayBeBusy) return vscode.l10n.t('another window may be downloading it');
  // Not every server announces sizes.
  if (totalBytes === undefined) return vscode.l10n.t('paused, {0} downloaded', sizeText(doneBytes));
  return vscode.l10n.t('paused at {0}% of {1}', percentOf(doneBytes, totalBytes), sizeText(totalBytes));
}

function underWay({ partial, running, catalogue }: ModelList): ModelItem[] {
  const rows = running.map<ModelItem>(({ model, progress }) => ({
    label: `$(cloud-download) ${model.title}`,
    description: progressText(progress),
    buttons: [button('pause', 'debug-pause', vscode.l10n.t('Pause'))],
    choice: { kind: 'running', model },
    alwaysShow: true,
  }));
  for (const part of partial) {
    if (running.some(({ model }) => model.id === part.id)) continue;
    const model = catalogue.find(({ id }) => id === part.id);
    const title = nameOf(part.id, catalogue);
    rows.push({
      label: `$(debug-pause) ${title}`,
      description: partialText(part),
      buttons: part.isBusy ? [] : [button('discard', 'trash', vscode.l10n.t('Delete Partial Download'))],
      choice: { kind: 'partial', partial: part, title, ...(model ? { model } : {}) },
    });
  }
  return rows;
}

function onTheHub({ catalogue, installed, partial, running }: ModelList): ModelItem[] {
  const there = new Set([...installed, ...partial, ...running.map(({ model }) => model)].map(({ id }) => id));
  return catalogue
    .filter(({ id }) => !there.has(id))
    .map((model) => ({
      label: `$(cloud) ${model.title}`,
      description: joined(vscode.l10n.t('about {0}', sizeText(model.downloadBytes)), model.licence),
      detail: facts(model),
      buttons: [button('page', 'link-external', vscode.l10n.t('Open Model Page'))],
      choice: { kind: 'hub', model },
    }));
}

/** The list of models, in three parts; a part with nothing in it is left out. */
export function modelItems(list: ModelList): ModelItem[] {
  const parts: [string, ModelItem[]][] = [
    [vscode.l10n.t('on this machine'), onThisMachine(list)],
    [vscode.l10n.t('in progress'), underWay(list)],
    [vscode.l10n.t('to download from {0}', list.host), onTheHub(list)],
  ];
  return parts.flatMap(([label, rows]) => (rows.length === 0 ? [] : [separator(label), ...rows]));
}
