import * as vscode from 'vscode';
import type { EngineChoice } from '../../core/engines/engineRouter.js';
import type { ServerAddress } from '../../core/server/serverAddress.js';
import { written } from '../menu/write.js';
import type { ServerFeature } from './serverFeature.js';
import type { EnteredOptions } from './serverSettings.js';

/** Writes a user setting; undefined removes it. @throws UserError if VS Code cannot write it. */
export async function writeUserSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('inkling');
  await written(configuration.update(key, value, vscode.ConfigurationTarget.Global));
}

/** Stores a server that the user has connected and allowed, and connects to it. */
export async function saveServer(
  feature: ServerFeature,
  address: ServerAddress,
  { address: text, apiKey, model = '', engine }: EnteredOptions & { readonly engine: EngineChoice },
): Promise<void> {
  const { consents, keys } = feature;
  await consents.grant(address);
  if (apiKey !== undefined && apiKey !== (await keys.of(address))) await keys.set(address, apiKey);
  await writeUserSetting('server.address', text);
  await writeUserSetting('server.model', model === '' ? undefined : model);
  // Last: it is what makes Inkling ask the server.
  await writeUserSetting('engine', engine);
  feature.connectSoon();
}
