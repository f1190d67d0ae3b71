import * as vscode from 'vscode';
import { UserError } from '../../core/errors.js';
import type { ServerAddress } from '../../core/server/serverAddress.js';
import { listModels } from '../../server/connect.js';
import { signalOf } from '../cancellation.js';
import { confirm } from '../commands.js';
import { askKey, askModel } from './questions.js';
import { writeUserSetting } from './saveServer.js';
import type { ServerFeature } from './serverFeature.js';

/** @throws UserError if no server is set up. */
function serverOf({ settings }: ServerFeature): ServerAddress {
  if (settings.addressText.trim() !== '') return settings.address;
  throw new UserError(vscode.l10n.t('No server is set up. Run "Inkling: Connect to Server" first.'));
}

/** "Inkling: Set Server API Key". */
export async function setServerKey(feature: ServerFeature): Promise<void> {
  const address = serverOf(feature);
  const key = await askKey(address.host);
  if (key === undefined) return;
  await feature.keys.set(address, key.trim());
  confirm(
    key.trim() === ''
      ? vscode.l10n.t('The API key for {0} was removed.', address.host)
      : vscode.l10n.t('The API key for {0} was saved.', address.host),
  );
  feature.connectSoon();
}

/** "Inkling: Choose Server Model". */
export async function chooseServerModel(feature: ServerFeature): Promise<void> {
  const { host } = serverOf(feature);
  const options = await feature.settings.options();
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Connecting to {0}…', host),
    cancellable: true,
  };
  const models = await vscode.window.withProgress(progress, async (_, token) => {
    const signal = signalOf(token);
    try {
      return await listModels(options, { signal });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
  const current = options.model ?? models?.[0] ?? '';
  const model = models && (await askModel(models, current));
  if (model === undefined) return;
  await writeUserSetting('server.model', model);
  feature.connectSoon();
  confirm(vscode.l10n.t('Model: {0}', model));
}

/** Connects at once, instead of at the next try. */
export async function reconnectServer({ server, settings }: ServerFeature): Promise<void> {
  const { problem } = settings;
  if (problem) throw problem;
  const { host, model } = await server.reconnect();
  confirm(vscode.l10n.t('Connected to {0}. Model: {1}.', host, model));
}

/** "Inkling: Disconnect from Server": the built-in model alone, and no more consent to send code to that server. */
export async function disconnectServer(feature: ServerFeature): Promise<void> {
  const { consents, keys, settings } = feature;
  const address = serverOf(feature);
  if (settings.chosen === 'builtIn' && !hasConsent(feature, address)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Inkling is not connected to a server.'));
    return;
  }
  await writeUserSetting('engine', undefined);
  await consents.revoke(address);
  feature.reset();
  const message = vscode.l10n.t('Disconnected from {0}. The built-in model makes all suggestions.', address.host);
  if ((await keys.of(address)) === undefined) return void vscode.window.showInformationMessage(message);
  const deleteKey = vscode.l10n.t('Delete API Key');
  if ((await vscode.window.showInformationMessage(message, deleteKey)) !== deleteKey) return;
  await keys.set(address, '');
  confirm(vscode.l10n.t('The API key for {0} was removed.', address.host));
}

const hasConsent = ({ consents }: ServerFeature, address: ServerAddress): boolean =>
  !address.isLocal && consents.allows(address);
