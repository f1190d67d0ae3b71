import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import { sizeText } from '../../core/sizeText.js';
import { memoryBytesFor, type HubModel } from '../../models/catalogue.js';
import { memoryText } from './modelItems.js';

/** A step that is offered. */
export interface QuestionStep<T> extends vscode.QuickPickItem {
  readonly step: T;
}

/** Lets the user choose a step. @returns undefined if none was chosen. */
export async function ask<T>(
  title: string,
  placeHolder: string,
  steps: readonly QuestionStep<T>[],
): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(steps, { title, placeHolder }))?.step;
}

/** What speaks for and against a download, as far as it can be told beforehand. */
function aboutDownload(model: HubModel, server: URL): string {
  const facts = [vscode.l10n.t('License: {0}', model.licence), memoryText(model)];
  if (memoryBytesFor(model.downloadBytes) > totalmem() / 2) {
    facts.push(`$(warning) ${vscode.l10n.t('this machine has {0}', sizeText(totalmem()))}`);
  }
  if (server.protocol === 'http:') facts.push(`$(warning) ${vscode.l10n.t('not encrypted')}`);
  return facts.join(' · ');
}

/** Asks whether to download a model to a folder. */
export function askDownload(
  model: HubModel,
  server: URL,
  folder: string,
): Promise<'download' | 'folder' | 'page' | 'back' | undefined> {
  return ask(
    vscode.l10n.t('Download {0}?', model.title),
    vscode.l10n.t("Your code is not sent. Inkling only requests the model's files from this server."),
    [
      {
        label: `$(cloud-download) ${vscode.l10n.t('Download')}`,
        description: vscode.l10n.t('about {0} from {1}', sizeText(model.downloadBytes), server.host),
        detail: aboutDownload(model, server),
        step: 'download',
      },
      {
        label: `$(link-external) ${vscode.l10n.t('Open the model page in a browser')}`,
        description: model.id,
        step: 'page',
      },
      {
        label: `$(folder) ${vscode.l10n.t('Change the download folder')}`,
        description: folder,
        step: 'folder',
      },
      { label: `$(arrow-left) ${vscode.l10n.t('Back to the list')}`, step: 'back' },
    ],
  );
}

/** Asks whether to delete a model. */
export async function confirmDelete(title: string, sizeBytes: number, isInUse: boolean): Promise<boolean> {
  const steps: QuestionStep<'delete' | 'keep'>[] = [
    {
      label: `$(trash) ${vscode.l10n.t('Delete')}`,
      detail: isInUse
        ? vscode.l10n.t('It is in use. Inkling will switch to the built-in model.')
        : vscode.l10n.t('It can be downloaded again.'),
      step: 'delete',
    },
    { label: `$(close) ${vscode.l10n.t('Cancel')}`, step: 'keep' },
  ];
  const question = vscode.l10n.t('Delete {0}?', title);
  return (await ask(question, vscode.l10n.t('It uses {0} of disk space.', sizeText(sizeBytes)), steps)) === 'delete';
}

/** Asks for a folder with a model. */
export async function askForFolder(): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: vscode.l10n.t('Select a folder with config.json, tokenizer.json, and onnx/model*.onnx'),
      openLabel: vscode.l10n.t('Use This Model'),
    })) ?? [];
  return folder?.fsPath;
}
